#pragma once

#include <optional>
#include <string_view>

#include <serval/http/target.hpp>

#include "http/target_octets.hpp"

namespace serval::detail {

/** Read a target as `parse_target` does, after `scan_target` has found all of `text` to be target octets, with these marks.
    For every method but CONNECT.
*/
[[nodiscard]] std::optional<Target> read_target(const Method& method, std::string_view text, std::uint8_t marks) noexcept;

}  // namespace serval::detail
