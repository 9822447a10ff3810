#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace serval {

/** What is counted against an allowance. */
enum class Counting : std::uint8_t {
    sliding_window,   // what was taken within the last period, whenever one looks
    token_bucket,     // a bucket that holds `burst`, and is filled at an even pace
};

/** How much may be taken in which time, and how that is counted. */
struct Allowance {
    std::uint64_t amount = 1;
    std::chrono::seconds period{1};
    Counting counting = Counting::sliding_window;
    std::uint64_t burst = 1;         // what a token bucket holds
    std::chrono::seconds ban{0};     // for so long nothing is allowed once somebody wanted too much; 0: no ban
};

/** How a key stands with its allowance. */
struct Standing {
    bool is_allowed = false;
    std::uint64_t remaining = 0;          // what may still be taken at once
    std::chrono::nanoseconds wait{0};     // until there is more than that; 0 when all is there
};

/** What somebody wants to take one of, and how that went. */
struct AllowanceClaim {
    std::string key{};
    Allowance allowance{};
    Standing standing{};   // told by the store
};

}  // namespace serval
