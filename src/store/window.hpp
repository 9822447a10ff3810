#pragma once

#include <chrono>
#include <cstddef>
#include <variant>

#include <serval/store/allowance.hpp>

#include "store/sliding_log.hpp"
#include "store/token_bucket.hpp"

namespace serval {

/** What is remembered of one key that takes from an allowance. */
class Window {
public:
    using Time = std::chrono::system_clock::time_point;

    /** How things stand. Whoever wants more than there is, is banned from now on where that is the rule. */
    [[nodiscard]] Standing stand(const Allowance& allowance, Time now);
    /** Take one, which is allowed. Returns how things stand then. */
    Standing take(const Allowance& allowance, Time now);
    /** From when on it is as good as new. */
    [[nodiscard]] Time idle_at(const Allowance& allowance) const;
    [[nodiscard]] std::size_t octets() const noexcept;

private:
    [[nodiscard]] Standing count(const Allowance& allowance, Time now);
    [[nodiscard]] SlidingLog& log();
    [[nodiscard]] TokenBucket& bucket();

    std::variant<SlidingLog, TokenBucket> counter_;
    Time banned_until_ = Time::min();
};

}  // namespace serval
