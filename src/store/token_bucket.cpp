#include "store/token_bucket.hpp"

#include <algorithm>

namespace serval {
namespace {

using std::chrono::nanoseconds;

/** How long a token takes to come; rounded up, so that never too many come. */
nanoseconds pace(const Allowance& allowance) {
    const auto amount = static_cast<std::int64_t>(allowance.amount);
    const nanoseconds period = allowance.period;
    return (period + nanoseconds{amount - 1}) / amount;
}

nanoseconds capacity(const Allowance& allowance) { return pace(allowance) * static_cast<std::int64_t>(allowance.burst); }

}  // namespace

Standing TokenBucket::stand(const Allowance& allowance, Time now) const {
    const nanoseconds each = pace(allowance);
    const nanoseconds there = capacity(allowance) - lack(allowance, now);
    const auto tokens = static_cast<std::uint64_t>(there / each);
    const bool is_full = tokens >= allowance.burst;
    return {.is_allowed = tokens > 0, .remaining = tokens, .wait = is_full ? nanoseconds{0} : each - there % each};
}

void TokenBucket::take(const Allowance& allowance, Time now) { full_at_ = now + lack(allowance, now) + pace(allowance); }

nanoseconds TokenBucket::lack(const Allowance& allowance, Time now) const {
    // It is never emptier than empty, also when the clock has gone back.
    return full_at_ <= now ? nanoseconds{0} : std::min<nanoseconds>(full_at_ - now, capacity(allowance));
}

}  // namespace serval
