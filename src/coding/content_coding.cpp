#include <serval/http/content_coding.hpp>

#include "coding/content_coder.hpp"
#include "http/syntax.hpp"

namespace serval {

std::string_view name_of(ContentCoding coding) noexcept {
    switch (coding) {
        case ContentCoding::gzip: return "gzip";
        case ContentCoding::deflate: return "deflate";
        case ContentCoding::br: return "br";
    }
    return {};
}

std::optional<ContentCoding> content_coding(std::string_view name) noexcept {
    for (const ContentCoding coding : {ContentCoding::gzip, ContentCoding::deflate, ContentCoding::br}) {
        if (detail::same_ignoring_case(name, name_of(coding))) return coding;
    }
    if (detail::same_ignoring_case(name, "x-gzip")) return ContentCoding::gzip;
    return std::nullopt;
}

namespace detail {

std::unique_ptr<ContentEncoder> make_encoder(ContentCoding coding, const CodingEffort& effort) {
    return coding == ContentCoding::br ? make_brotli_encoder(effort.brotli) : make_zlib_encoder(coding, effort.zlib);
}

std::unique_ptr<ContentDecoder> make_decoder(ContentCoding coding) {
    return coding == ContentCoding::br ? make_brotli_decoder() : make_zlib_decoder(coding);
}

}  // namespace detail
}  // namespace serval
