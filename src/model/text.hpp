#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/utf8.hpp"

namespace serval::detail {

/** Append a code point; a surrogate becomes U+FFFD. */
void append_utf8(std::string& out, std::uint32_t code_point);

/** Code points of valid UTF-8. */
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/** Without outer white space, Unicode's included. */
[[nodiscard]] std::string_view without_outer_blanks(std::string_view text) noexcept;

/** At most about a hundred octets of it, cut between characters. */
[[nodiscard]] std::string abridged(std::string_view text);

[[nodiscard]] bool same_letters(std::string_view a, std::string_view lower_case) noexcept;

}  // namespace serval::detail
