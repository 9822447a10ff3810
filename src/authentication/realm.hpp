#pragma once

#include <string_view>

namespace serval {

/** @throws std::invalid_argument when `realm` cannot stand between quotes in a challenge. */
void check_realm(std::string_view realm);

}  // namespace serval
