#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace serval::detail {

/** Append a string in quotes, escaped as JSON needs; octets that are no UTF-8 become U+FFFD. */
void append_string(std::string& out, std::string_view text);
void append_integer(std::string& out, std::int64_t value);
void append_integer(std::string& out, std::uint64_t value);
/** Append the shortest digits that read back the same; false, and nothing, for what is not finite. */
[[nodiscard]] bool append_real(std::string& out, double value);
[[nodiscard]] bool append_real(std::string& out, float value);

}  // namespace serval::detail
