// Packed content, which a client may have broken or made to burst: what comes in pieces is unpacked as the whole is, never more than
// the limit and one octet, and what is packed here is unpacked to what it was. The first octet of an input chooses the coding.
#include "fuzz/claim.hpp"
#include "fuzz/pieces.hpp"

#include <string>
#include <string_view>

#include "coding/content_coder.hpp"

using namespace serval;
using detail::ContentDecoder;
using detail::ContentEncoder;
using fuzz::claim;
using Outcome = ContentDecoder::Outcome;

namespace {

constexpr std::size_t limit = 20'000;

struct Unpacked {
    Outcome outcome = Outcome::incomplete;
    std::string text;
};

void take(ContentDecoder& decoder, std::string_view piece, Unpacked& unpacked) {
    unpacked.outcome = decoder.decode(piece, unpacked.text, limit);
    claim(unpacked.text.size() <= limit + 1, "of a bomb no more is unpacked than the limit and one octet");
    claim((unpacked.outcome == Outcome::too_large) == (unpacked.text.size() > limit), "what is too large is refused, and nothing else for it");
}

Unpacked unpack_whole(ContentCoding coding, std::string_view packed) {
    Unpacked unpacked;
    take(*detail::make_decoder(coding), packed, unpacked);
    return unpacked;
}

Unpacked unpack_in_pieces(ContentCoding coding, std::string_view packed) {
    Unpacked unpacked;
    const auto decoder = detail::make_decoder(coding);
    for (fuzz::Pieces pieces{packed}; !pieces.empty();) {
        take(*decoder, pieces.next(), unpacked);
        if (unpacked.outcome == Outcome::broken || unpacked.outcome == Outcome::too_large) break;
    }
    return unpacked;
}

void unpack(ContentCoding coding, std::string_view packed) {
    const Unpacked whole = unpack_whole(coding, packed);
    const Unpacked pieces = unpack_in_pieces(coding, packed);
    for (const Outcome outcome : {Outcome::complete, Outcome::incomplete}) {
        claim((whole.outcome == outcome) == (pieces.outcome == outcome), "what comes in pieces is taken as the whole is");
    }
    if (whole.outcome == Outcome::complete) claim(whole.text == pieces.text, "what comes in pieces is unpacked to what the whole is");
}

void pack(ContentCoding coding, std::string_view text) {
    const auto encoder = detail::make_encoder(coding, {1, 1});
    const auto decoder = detail::make_decoder(coding);
    Unpacked unpacked;
    std::string packed;
    std::size_t given = 0;
    for (fuzz::Pieces pieces{text}; !pieces.empty();) {
        const std::string_view piece = pieces.next();
        given += piece.size();
        packed.clear();
        encoder->encode(piece, ContentEncoder::Then::pause, packed);
        take(*decoder, packed, unpacked);
        claim(unpacked.text == text.substr(0, given), "whoever has what was packed has all that was given");
    }
    packed.clear();
    encoder->encode({}, ContentEncoder::Then::end, packed);
    take(*decoder, packed, unpacked);
    claim(unpacked.outcome == Outcome::complete && unpacked.text == text, "what was packed is unpacked to what it was");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data + 1), size - 1};
    const auto coding = static_cast<ContentCoding>(data[0] % 3);
    unpack(coding, text);
    pack(coding, text);
    return 0;
}
