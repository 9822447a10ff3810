#include "session/session_keeper.hpp"

#include <stdexcept>
#include <utility>

#include <serval/authentication/opaque_token.hpp>
#include <serval/json.hpp>

#include "authentication/kept_user.hpp"

namespace serval {
namespace {

std::string key_of_session(std::string_view key) { return "session:" + token_digest(key); }
std::string key_of_end(std::string_view user_id) { return "sessions-end:" + std::string{user_id}; }

}  // namespace

SessionKeeper::SessionKeeper(std::shared_ptr<SharedStore> store, SessionOptions options) : store_{std::move(store)}, options_{std::move(options)} {
    if (store_ == nullptr || options_.clock == nullptr) throw std::invalid_argument{"sessions need a store and a clock"};
    if (options_.life <= options_.life.zero()) throw std::invalid_argument{"a session has to last for a while"};
    static_cast<void>(cookie_with("key").to_string());   // or browsers would drop it in silence
}

Task<CarriedSession> SessionKeeper::find(std::string_view key) const {
    const std::string kept_under = key_of_session(key);
    const std::optional<std::string> text = co_await store_->get(kept_under);
    if (!text.has_value()) co_return CarriedSession();
    CarriedSession carried = read(*text);
    carried.key = key;
    const bool is_over = co_await is_ended(carried);
    if (is_over) co_return CarriedSession();
    co_return carried;
}

Task<bool> SessionKeeper::is_ended(const CarriedSession& carried) const {
    if (!carried.session.user_.has_value()) co_return false;
    const std::string key = key_of_end(carried.session.user_->id);
    const std::optional<std::string> end = co_await store_->get(key);
    co_return end.has_value() && carried.logged_in_at <= std::stoll(*end);
}

Task<void> SessionKeeper::keep(CarriedSession& carried, Response& response) const {
    if (!is_due(carried)) return Task<void>::ready();
    return is_empty(carried.session) ? forget(carried, response) : renew(carried, response);
}

bool SessionKeeper::is_due(const CarriedSession& carried) const {
    if (carried.session.is_changed_) return true;
    const auto half = std::chrono::duration_cast<std::chrono::microseconds>(options_.life).count() / 2;
    return !carried.key.empty() && now() - carried.kept_at >= half;
}

Task<void> SessionKeeper::forget(const CarriedSession& carried, Response& response) const {
    if (carried.key.empty()) co_return;
    const std::string key = key_of_session(carried.key);
    co_await store_->erase(key);
    delete_cookie(response, cookie_with({}));
}

Task<void> SessionKeeper::renew(CarriedSession& carried, Response& response) const {
    carried.kept_at = now();
    if (carried.session.needs_new_key_) {
        carried.logged_in_at = carried.kept_at;
        const std::string old = key_of_session(carried.key);
        if (!carried.key.empty()) co_await store_->erase(old);
    }
    if (carried.session.needs_new_key_ || carried.key.empty()) carried.key = new_opaque_token();
    const std::string key = key_of_session(carried.key);
    std::string text = text_of(carried);
    co_await store_->set(key, std::move(text), options_.life);
    set_cookie(response, cookie_with(carried.key));
}

Task<void> SessionKeeper::end_all(std::string_view user_id) const {
    const std::string key = key_of_end(user_id);
    std::string time = std::to_string(now());
    // Sessions that are renewed last longer than any one of their lives: they are renewed no more when it has been seen.
    co_await store_->set(key, std::move(time), options_.life);
}

std::string SessionKeeper::text_of(const CarriedSession& carried) {
    Json kept{{"kept", carried.kept_at}, {"logged_in", carried.logged_in_at}, {"values", Json::object()}};
    if (carried.session.user_.has_value()) kept["user"] = kept_user(*carried.session.user_);
    for (const auto& [name, json] : carried.session.values_) kept["values"][name] = json;
    return kept.dump(-1, ' ', false, Json::error_handler_t::replace);
}

CarriedSession SessionKeeper::read(const std::string& text) {
    try {
        const Json kept = Json::parse(text);
        CarriedSession carried;
        carried.kept_at = kept.at("kept");
        carried.logged_in_at = kept.at("logged_in");
        for (const auto& [name, json] : kept.at("values").items()) carried.session.values_.emplace(name, json);
        if (kept.contains("user")) carried.session.user_ = kept_user_in(kept["user"]);
        return carried;
    } catch (const Json::exception& error) {
        throw StoreError{std::string{"what is kept of a session is not what was put there: "} + error.what()};
    }
}

SetCookie SessionKeeper::cookie_with(std::string key) const {
    return {.name = options_.cookie, .value = std::move(key), .max_age = options_.life.count(), .secure = options_.secure, .same_site = options_.same_site};
}

std::int64_t SessionKeeper::now() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(options_.clock->now().time_since_epoch()).count();
}

}  // namespace serval
