#include <serval/throttling/keyed_throttle.hpp>

#include <serval/authentication/user.hpp>

#include "throttling/client_network.hpp"
#include "throttling/longest_period.hpp"

namespace serval {
namespace {

constexpr std::uint64_t fastest_bucket = 1'000'000;   // a second: its pace is kept in whole nanoseconds

std::string too_long(std::string_view what) { return std::string{what} + " is longer than 366 days, or no time at all"; }

bool is_period(std::chrono::seconds time) { return time.count() > 0 && time <= longest_period; }

/** How fast a bucket fills, and for how long. */
std::vector<std::string> bucket_mistakes(const Allowance& allowance) {
    const auto seconds = static_cast<std::uint64_t>(allowance.period.count());
    if (allowance.burst == 0) return {"a bucket of 0 admits nobody"};
    if (allowance.amount / seconds > fastest_bucket) return {"a bucket is filled with at most 1000000 requests a second"};
    const double time = static_cast<double>(allowance.burst) * static_cast<double>(seconds) / static_cast<double>(allowance.amount);
    if (time > static_cast<double>(longest_period.count())) return {too_long("the time in which its bucket is filled")};
    return {};
}

void charge_address(const Request& request, const Allowance& allowance, Charges& charges) {
    charges.add({"address ", client_network(request.connection().remote_address)}, allowance);
}

void charge_anonymous(const Request& request, const Allowance& allowance, Charges& charges) {
    if (user_of(request) == nullptr) charge_address(request, allowance, charges);
}

void charge_user(const Request& request, const Allowance& allowance, Charges& charges) {
    const User* const user = user_of(request);
    if (user != nullptr) charges.add({"user ", user->id}, allowance);
    else charge_address(request, allowance, charges);
}

}  // namespace

KeyedThrottle::KeyedThrottle(std::string name, Rate rate, Charge charge)
    : name_{std::move(name)},
      rate_{std::move(rate)},
      allowance_{.amount = rate_.requests, .period = rate_.period},
      charge_{std::move(charge)} {}

KeyedThrottle KeyedThrottle::bucket(std::uint64_t requests) && {
    allowance_.counting = Counting::token_bucket;
    allowance_.burst = requests;
    return std::move(*this);
}

KeyedThrottle KeyedThrottle::ban(std::chrono::seconds time) && { return allowance_.ban = time, is_banning_ = true, std::move(*this); }
KeyedThrottle KeyedThrottle::scope(std::string name) && { return scope_ = std::move(name), std::move(*this); }
KeyedThrottle KeyedThrottle::fail_open() && { return fails_open_ = true, std::move(*this); }
KeyedThrottle KeyedThrottle::for_users() && { return needs_user_ = true, std::move(*this); }

std::string KeyedThrottle::name() const {
    std::string text = name_ + " " + rate_.text();
    if (allowance_.counting == Counting::token_bucket) text += " bucket " + std::to_string(allowance_.burst);
    if (is_banning_) text += " ban " + std::to_string(allowance_.ban.count()) + "s";
    return text;
}

std::vector<std::string> KeyedThrottle::mistakes() const {
    if (!rate_.fault.empty()) return {rate_.fault};
    std::vector<std::string> all;
    if (allowance_.counting == Counting::token_bucket) all = bucket_mistakes(allowance_);
    if (is_banning_ && !is_period(allowance_.ban)) all.push_back(too_long("its ban"));
    return all;
}

namespace throttle {

KeyedThrottle anonymous(Rate rate) { return {"anonymous", std::move(rate), &charge_anonymous}; }
KeyedThrottle user(Rate rate) { return KeyedThrottle{"user", std::move(rate), &charge_user}.for_users(); }
KeyedThrottle scoped(std::string scope, Rate rate) {
    KeyedThrottle counted{scope, std::move(rate), &charge_user};
    return std::move(counted).scope(std::move(scope));
}

}  // namespace throttle
}  // namespace serval
