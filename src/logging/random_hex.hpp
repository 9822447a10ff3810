#pragma once

#include <span>

namespace serval::detail {

/** Fill `digits` with random lower-case hexadecimal digits, never all zero. Each thread has a generator of its own, seeded
    by the system; what comes can be guessed by whoever sees enough of it. @param digits a multiple of 16 of them.
*/
void fill_with_random_hex(std::span<char> digits);

}  // namespace serval::detail
