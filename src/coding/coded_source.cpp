#include "coding/coded_source.hpp"

namespace serval::detail {

ContentSource::Pull CodedSource::pull(std::string& out, ContentSink& sink) {
    if (encoder_ == nullptr) encoder_ = make_encoder(coding_, effort_);
    piece_.clear();
    const Pull pull = inner().pull(piece_, sink);
    if (pull == Pull::end) encoder_->encode(piece_, ContentEncoder::Then::end, out);
    else if (!piece_.empty()) encoder_->encode(piece_, ContentEncoder::Then::pause, out);
    return pull;
}

}  // namespace serval::detail
