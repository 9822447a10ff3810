#pragma once

#include <cstddef>
#include <string_view>

namespace serval::detail {

/** Length in octets of the UTF-8 character at `at`, 0 when there is none: overlong forms, surrogates, beyond U+10FFFF, cut short (RFC 3629). */
[[nodiscard]] std::size_t utf8_size(const char* at, const char* end) noexcept;

[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

}  // namespace serval::detail
