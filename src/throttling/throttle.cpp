#include <serval/throttling/throttle.hpp>

#include <serval/authentication/user.hpp>
#include <serval/http/request.hpp>

#include "throttling/fixed_window.hpp"

namespace serval::throttle {
namespace {

using Wait = std::optional<std::chrono::seconds>;

class AnonymousThrottle final : public Throttle {
public:
    explicit AnonymousThrottle(Rate rate) : rate_{rate}, window_{rate} {}

    Task<Wait> admit(const Request& request, Time now) override {
        if (user_of(request) != nullptr) return Task<Wait>::ready(std::nullopt);
        return Task<Wait>::ready(window_.admit(request.connection().remote_address, now));
    }
    std::string name() const override { return "anonymous " + rate_.text(); }

private:
    Rate rate_;
    FixedWindow window_;
};

class UserThrottle final : public Throttle {
public:
    explicit UserThrottle(Rate rate) : rate_{rate}, window_{rate} {}

    Task<Wait> admit(const Request& request, Time now) override {
        const User* const user = user_of(request);
        const std::string key = user != nullptr ? "user " + user->id : "address " + request.connection().remote_address;
        return Task<Wait>::ready(window_.admit(key, now));
    }
    std::string name() const override { return "user " + rate_.text(); }
    bool needs_user() const noexcept override { return true; }

private:
    Rate rate_;
    FixedWindow window_;
};

}  // namespace

ThrottlePtr anonymous(Rate rate) { return std::make_shared<AnonymousThrottle>(rate); }
ThrottlePtr user(Rate rate) { return std::make_shared<UserThrottle>(rate); }

}  // namespace serval::throttle
