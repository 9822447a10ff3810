#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace serval {

/** How many requests in which time: "100/day", "5/10s", or typed. One that is wrong says so, and is told when the app is built. */
struct Rate {
    std::uint64_t requests = 1;
    std::chrono::seconds period{1};
    std::string fault{};   // what is wrong with it; empty when it is right

    /** At least one request, in 1 second to 366 days. */
    Rate(std::uint64_t requests_, std::chrono::seconds period_);
    /** `N/period`; the period is a unit (s, sec, second, m, min, minute, h, hour, d, day) with an optional count before it. */
    Rate(std::string_view text);
    Rate(const char* text) : Rate{std::string_view{text}} {}

    /** Always in seconds: "100/86400s". */
    [[nodiscard]] std::string text() const;
};

}  // namespace serval
