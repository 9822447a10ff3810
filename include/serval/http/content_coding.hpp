#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace serval {

/** How content is packed for the way (RFC 9110 §8.4.1). */
enum class ContentCoding : std::uint8_t {
    gzip,      // RFC 1952
    deflate,   // in the form of zlib, RFC 1950
    br,        // Brotli, RFC 7932
};

/** As it stands in Content-Encoding: "gzip". */
[[nodiscard]] std::string_view name_of(ContentCoding coding) noexcept;

/** The coding called `name`, whatever its case; "x-gzip" is gzip (RFC 9110 §8.4.1.3). */
[[nodiscard]] std::optional<ContentCoding> content_coding(std::string_view name) noexcept;

}  // namespace serval
