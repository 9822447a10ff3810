#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <serval/testing.hpp>

namespace serval::test {

/** What happened, in order. */
class Trail {
public:
    void add(std::string step) {
        const std::lock_guard lock{mutex_};
        steps_.push_back(std::move(step));
    }
    std::vector<std::string> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(steps_, {});
    }

private:
    std::mutex mutex_;
    std::vector<std::string> steps_;
};

using TrailPtr = std::shared_ptr<Trail>;

/** A middleware that leaves its name on the way in and out, and may answer itself. */
class RecordingMiddleware final : public Middleware {
public:
    RecordingMiddleware(TrailPtr trail, std::string name, bool answers = false)
        : trail_{std::move(trail)}, name_{std::move(name)}, answers_{answers} {}

    std::optional<serval::Response> enter(Request&) override {
        trail_->add("> " + name_);
        if (!answers_) return std::nullopt;
        return serval::Response::text("from " + name_);
    }
    void leave(const Request&, serval::Response& response) override {
        trail_->add("< " + name_);
        response.headers().add("X-Left", name_);
    }
    std::string name() const override { return name_; }

private:
    TrailPtr trail_;
    std::string name_;
    bool answers_;
};

[[nodiscard]] inline AnyMiddleware recording(TrailPtr trail, std::string name, bool answers = false) {
    return std::make_shared<RecordingMiddleware>(std::move(trail), std::move(name), answers);
}

/** Knows whoever sends `X-User`; a user called "wrong" has wrong credentials. */
class HeaderAuthenticator final : public Authenticator {
public:
    explicit HeaderAuthenticator(TrailPtr trail = nullptr, std::string challenge = "Test") : trail_{std::move(trail)}, challenge_{std::move(challenge)} {}

    Task<std::optional<User>> authenticate(Request& request) const override {
        if (trail_ != nullptr) trail_->add("authenticate");
        const auto name = request.header("X-User");
        if (!name.has_value()) return Task<std::optional<User>>::ready(std::nullopt);
        if (*name == "wrong") throw AuthenticationFailed{};
        User user;
        user.id = *name;
        user.name = *name;
        user.is_staff = *name == "staff";
        return Task<std::optional<User>>::ready(std::move(user));
    }
    std::string challenge() const override { return challenge_; }
    SecurityScheme describe() const override { return {.name = "test", .type = "http", .scheme = "test"}; }

private:
    TrailPtr trail_;
    std::string challenge_;
};

}  // namespace serval::test
