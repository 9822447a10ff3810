#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/session/browser_session.hpp>
#include <serval/session/sessions.hpp>

namespace serval {

/** A session on its way through a request, with the key that it came with. */
struct CarriedSession {
    BrowserSession session;
    std::string key{};          // empty: it came with none that is known
    std::int64_t kept_at = 0;   // in microseconds since 1970, as all times here
    std::int64_t logged_in_at = 0;
};

/** Brings sessions from a store and back. Thread-safe. */
class SessionKeeper {
public:
    SessionKeeper(std::shared_ptr<SharedStore> store, SessionOptions options);

    [[nodiscard]] const SessionOptions& options() const noexcept { return options_; }
    [[nodiscard]] const SharedStore& store() const noexcept { return *store_; }

    /** The session that `key` stands for, or a new one. */
    [[nodiscard]] Task<CarriedSession> find(std::string_view key) const;
    /** Keep it where that is due, and let `response` tell the browser. */
    [[nodiscard]] Task<void> keep(CarriedSession& carried, Response& response) const;
    [[nodiscard]] Task<void> end_all(std::string_view user_id) const;

private:
    [[nodiscard]] Task<bool> is_ended(const CarriedSession& carried) const;
    [[nodiscard]] Task<void> forget(const CarriedSession& carried, Response& response) const;
    [[nodiscard]] Task<void> renew(CarriedSession& carried, Response& response) const;
    [[nodiscard]] bool is_due(const CarriedSession& carried) const;
    [[nodiscard]] static bool is_empty(const BrowserSession& session) noexcept { return !session.user_.has_value() && session.values_.empty(); }
    [[nodiscard]] static std::string text_of(const CarriedSession& carried);
    [[nodiscard]] static CarriedSession read(const std::string& text);
    [[nodiscard]] SetCookie cookie_with(std::string key) const;
    [[nodiscard]] std::int64_t now() const;

    std::shared_ptr<SharedStore> store_;
    SessionOptions options_;
};

}  // namespace serval
