#pragma once

#include <cstdio>
#include <cstdlib>

namespace serval::fuzz {

/** What has to hold for every input: where it does not, libFuzzer keeps the input. */
inline void claim(bool holds, const char* sentence) {
    if (holds) return;
    std::fprintf(stderr, "This does not hold: %s\n", sentence);
    std::abort();
}

}  // namespace serval::fuzz
