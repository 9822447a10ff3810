#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/detail/shared_function.hpp>
#include <serval/http/request.hpp>
#include <serval/throttling/rate.hpp>
#include <serval/throttling/throttle.hpp>

namespace serval {

/** Admits so many requests in a time to each of those whom it tells apart. Made by `throttle::user` and its like.

    @code
    app.throttle(throttle::user("60/min").bucket(10), throttle::user("5000/day").ban(1h));
    @endcode

    It looks back over one period from each request (a sliding window): there is no time at which more than the rate's requests
    were admitted within a period, and nothing begins anew on the hour.
*/
class KeyedThrottle final : public Throttle {
public:
    /** Adds a charge for whom the request is counted, if it is. */
    using Charge = SharedFunction<void(const Request& request, const Allowance& allowance, Charges& charges)>;

    /** @param name  Of how it tells clients apart: "user". */
    KeyedThrottle(std::string name, Rate rate, Charge charge);

    /** Count by a token bucket instead: `requests` at once, then one whenever the rate has room for it: with "60/min", each second. */
    [[nodiscard]] KeyedThrottle bucket(std::uint64_t requests) &&;
    /** Refuse whoever asks too often for `time` from then on, or for as long as they would have had to wait, if that is longer.
        Asking again meanwhile makes it no longer.
    */
    [[nodiscard]] KeyedThrottle ban(std::chrono::seconds time) &&;
    /** Count together with every throttle of this scope that is of the same kind and rate, wherever it is said. */
    [[nodiscard]] KeyedThrottle scope(std::string name) &&;
    /** Admit everybody, uncounted, while the store fails; by default everybody is refused then. */
    [[nodiscard]] KeyedThrottle fail_open() &&;
    /** It counts users: a mistake where nobody finds out who asks. */
    [[nodiscard]] KeyedThrottle for_users() &&;

    void charge(const Request& request, Charges& charges) const override { charge_(request, allowance_, charges); }
    [[nodiscard]] std::string name() const override;
    [[nodiscard]] std::string scope() const override { return scope_; }
    [[nodiscard]] bool needs_user() const noexcept override { return needs_user_; }
    [[nodiscard]] bool fails_open() const noexcept override { return fails_open_; }
    [[nodiscard]] std::vector<std::string> mistakes() const override;

private:
    std::string name_;
    std::string scope_;
    Rate rate_;
    Allowance allowance_;
    Charge charge_;
    bool needs_user_ = false;
    bool is_banning_ = false;
    bool fails_open_ = false;
};

namespace detail {

template <class Key>
concept ThrottleKey = requires(const Key& key, const Request& request) {
    requires std::is_convertible_v<decltype(key(request)), std::string_view> ||
                 std::is_convertible_v<decltype(*key(request)), std::string_view>;
};

}  // namespace detail

namespace throttle {

/** Limits those whom nobody knows, by address; leaves users alone. Of an IPv6 address the network counts, its first 64 bits:
    a client has all of it to choose from.
*/
[[nodiscard]] KeyedThrottle anonymous(Rate rate);
/** Limits each user by id, and whom nobody knows by address. */
[[nodiscard]] KeyedThrottle user(Rate rate);
/** As `user`, and counts together all that has this scope: `throttle::scoped("uploads", "20/day")`. Where nobody finds out
    who asks, it counts by address.
*/
[[nodiscard]] KeyedThrottle scoped(std::string scope, Rate rate);

/** Tells clients apart by what `key` gives for a request: text, or a `std::optional` of it, which is empty for a request that is not
    counted. `throttle::keyed("tenant", "1000/h", [](const Request& request) { return request.header("X-Tenant"); })`.
*/
template <class Key>
[[nodiscard]] KeyedThrottle keyed(std::string name, Rate rate, Key key) {
    static_assert(detail::ThrottleKey<Key>,
                  "The key of a throttle is a callable that takes `const Request&` and returns text, or a std::optional of it.");
    return {std::move(name), std::move(rate), [key = std::move(key)](const Request& request, const Allowance& allowance, Charges& charges) {
                const auto found = key(request);
                if constexpr (std::is_convertible_v<decltype(found), std::string_view>) charges.add({found}, allowance);
                else if (found) charges.add({*found}, allowance);
            }};
}

}  // namespace throttle
}  // namespace serval
