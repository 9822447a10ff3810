#pragma once

#include <chrono>

#include <serval/store/allowance.hpp>

namespace serval {

/** How full one key's bucket is, kept as the time at which it is full again (the generic cell rate algorithm). */
class TokenBucket {
public:
    using Time = std::chrono::system_clock::time_point;

    [[nodiscard]] Standing stand(const Allowance& allowance, Time now) const;
    void take(const Allowance& allowance, Time now);
    /** From when on it is as good as new. */
    [[nodiscard]] Time idle_at() const noexcept { return full_at_; }

private:
    /** How long filling up takes from `now` on. */
    [[nodiscard]] std::chrono::nanoseconds lack(const Allowance& allowance, Time now) const;

    Time full_at_ = Time::min();
};

}  // namespace serval
