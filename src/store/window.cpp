#include "store/window.hpp"

#include <algorithm>

namespace serval {

Standing Window::stand(const Allowance& allowance, Time now) {
    if (banned_until_ > now) return {.wait = banned_until_ - now};
    Standing standing = count(allowance, now);
    if (standing.is_allowed || allowance.ban.count() == 0) return standing;
    standing.wait = std::max<std::chrono::nanoseconds>(standing.wait, allowance.ban);
    banned_until_ = now + standing.wait;
    return standing;
}

Standing Window::take(const Allowance& allowance, Time now) {
    if (allowance.counting == Counting::token_bucket) bucket().take(allowance, now);
    else log().take(allowance, now);
    Standing standing = count(allowance, now);
    standing.is_allowed = true;   // this one was; the next may not be
    return standing;
}

Window::Time Window::idle_at(const Allowance& allowance) const {
    const auto* const taken = std::get_if<SlidingLog>(&counter_);
    return std::max(banned_until_, taken != nullptr ? taken->idle_at(allowance) : std::get<TokenBucket>(counter_).idle_at());
}

std::size_t Window::octets() const noexcept {
    const auto* const taken = std::get_if<SlidingLog>(&counter_);
    return taken != nullptr ? taken->octets() : 0;
}

Standing Window::count(const Allowance& allowance, Time now) {
    return allowance.counting == Counting::token_bucket ? bucket().stand(allowance, now) : log().stand(allowance, now);
}

// A key that is counted in another way than before begins anew.

SlidingLog& Window::log() {
    if (!std::holds_alternative<SlidingLog>(counter_)) counter_.emplace<SlidingLog>();
    return std::get<SlidingLog>(counter_);
}

TokenBucket& Window::bucket() {
    if (!std::holds_alternative<TokenBucket>(counter_)) counter_.emplace<TokenBucket>();
    return std::get<TokenBucket>(counter_);
}

}  // namespace serval
