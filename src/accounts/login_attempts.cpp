#include "accounts/login_attempts.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <serval/authentication/opaque_token.hpp>

#include "throttling/client_network.hpp"
#include "throttling/longest_period.hpp"

namespace serval {
namespace {

using std::chrono::seconds;

std::string mark_key(std::string_view name) { return "login mark " + token_digest(name); }

/** How long a mark stays: when it goes, what was counted before it is long over. */
seconds mark_life(const Allowance& by_name) {
    static constexpr seconds month = std::chrono::hours{24 * 30};
    return std::max(month, 2 * (by_name.period + by_name.ban));
}

}  // namespace

Allowance allowance_of(const Rate& rate, seconds ban) {
    if (!rate.fault.empty()) throw std::invalid_argument{rate.fault};
    if (ban < seconds{0} || ban > longest_period) throw std::invalid_argument{"nobody is locked out for more than 366 days, or for less than no time"};
    return {.amount = rate.requests, .period = rate.period, .ban = ban};
}

seconds longest_wait(const std::vector<AllowanceClaim>& claims) {
    seconds longest{0};
    for (const AllowanceClaim& claim : claims) {
        if (!claim.standing.is_allowed) longest = std::max({longest, seconds{1}, std::chrono::ceil<seconds>(claim.standing.wait)});
    }
    return longest;
}

LoginAttempts::LoginAttempts(std::shared_ptr<SharedStore> store, const LoginLimit& limit)
    : store_{std::move(store)}, by_name_{allowance_of(limit.by_name, limit.lock)} {
    if (limit.by_address.has_value()) by_address_ = allowance_of(*limit.by_address, limit.lock);
}

Task<seconds> LoginAttempts::take(std::string_view name, std::string_view address) const {
    const std::string key = mark_key(name);
    const std::optional<std::string> mark = co_await store_->get(key);
    std::vector<AllowanceClaim> claims = claims_for(name, mark.value_or(""), address);
    const bool is_taken = co_await store_->take(claims);
    co_return is_taken ? seconds::zero() : longest_wait(claims);
}

Task<void> LoginAttempts::forget(std::string_view name) const {
    const std::string key = mark_key(name);
    std::string mark = new_opaque_token();
    co_await store_->set(key, std::move(mark), mark_life(by_name_));
}

std::vector<AllowanceClaim> LoginAttempts::claims_for(std::string_view name, std::string_view mark, std::string_view address) const {
    std::vector<AllowanceClaim> claims{{.key = "login name " + token_digest(name) + " " + std::string{mark}, .allowance = by_name_}};
    if (!address.empty() && by_address_.has_value()) {
        claims.push_back({.key = "login address " + client_network(std::string{address}), .allowance = *by_address_});
    }
    return claims;
}

}  // namespace serval
