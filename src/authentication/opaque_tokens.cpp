#include <serval/authentication/opaque_tokens.hpp>

#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include <serval/authentication/opaque_token.hpp>
#include <serval/http/base64.hpp>
#include <serval/json.hpp>

#include "authentication/kept_user.hpp"
#include "detail/random_octets.hpp"
#include "http/digest.hpp"

namespace serval {
namespace {

/** What the store keeps of a token. */
struct KeptToken {
    User user;
    std::int64_t issued = 0;   // in microseconds since 1970
};

std::string key_of(std::string_view token) { return "token:" + token_digest(token); }
std::string end_key_of(std::string_view user_id) { return "tokens-end:" + std::string{user_id}; }

std::string text_of(const User& user, std::int64_t issued) {
    const Json kept{{"user", kept_user(user)}, {"issued", issued}};
    return kept.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/** @throws Json::exception for what is no such text. */
KeptToken kept_in(const std::string& text) {
    const Json kept = Json::parse(text);
    return {kept_user_in(kept.at("user")), kept.at("issued")};
}

std::optional<KeptToken> read_kept(const std::optional<std::string>& text) {
    if (!text.has_value()) return std::nullopt;
    try {
        return kept_in(*text);
    } catch (const Json::exception& error) {
        throw StoreError{std::string{"what is kept of a token is not what was put there: "} + error.what()};
    }
}

}  // namespace

std::string new_opaque_token() {
    const auto octets = detail::random_octets<32>();
    return to_base64url({reinterpret_cast<const char*>(octets.data()), octets.size()});
}

std::string token_digest(std::string_view token) { return detail::sha256_base64(token); }

struct OpaqueTokens::State {
    std::shared_ptr<SharedStore> store;
    OpaqueTokensOptions options;

    [[nodiscard]] std::int64_t now() const {
        return std::chrono::duration_cast<std::chrono::microseconds>(options.clock->now().time_since_epoch()).count();
    }

    /** Whether all tokens of the user that are as old as this one have been ended. */
    [[nodiscard]] Task<bool> is_ended(const KeptToken& token) const {
        const std::string key = end_key_of(token.user.id);
        const std::optional<std::string> end = co_await store->get(key);
        co_return end.has_value() && token.issued <= std::stoll(*end);
    }

    [[nodiscard]] Task<std::optional<User>> find(std::string_view token) const {
        const std::string key = key_of(token);
        std::optional<KeptToken> kept = read_kept(co_await store->get(key));
        if (!kept.has_value()) co_return std::nullopt;
        const bool is_over = co_await is_ended(*kept);
        if (is_over) co_return std::nullopt;
        co_return std::optional<User>(std::move(kept->user));
    }

    [[nodiscard]] Task<std::string> issue(std::string kept) const {
        std::string token = new_opaque_token();
        const std::string key = key_of(token);
        co_await store->set(key, std::move(kept), options.life);
        co_return token;
    }

    [[nodiscard]] Task<bool> revoke(std::string_view token) const {
        const std::string key = key_of(token);
        const bool was_kept = co_await store->erase(key);
        co_return was_kept;
    }

    [[nodiscard]] Task<void> revoke_all(std::string_view user_id) const {
        const std::string key = end_key_of(user_id);
        co_await store->set(key, std::to_string(now()), options.life);
    }
};

OpaqueTokens::OpaqueTokens(std::shared_ptr<SharedStore> store, OpaqueTokensOptions options) {
    if (store == nullptr || options.clock == nullptr) throw std::invalid_argument{"opaque tokens need a store and a clock"};
    if (options.life <= options.life.zero()) throw std::invalid_argument{"an opaque token has to live for a while"};
    state_ = std::make_shared<const State>(State{std::move(store), std::move(options)});
}

Task<std::string> OpaqueTokens::issue(const User& user) const {
    return state_->issue(text_of(user, state_->now()));
}

Task<std::optional<User>> OpaqueTokens::find(std::string_view token) const { return state_->find(token); }
Task<bool> OpaqueTokens::revoke(std::string_view token) const { return state_->revoke(token); }
Task<void> OpaqueTokens::revoke_all(std::string_view user_id) const { return state_->revoke_all(user_id); }
const OpaqueTokensOptions& OpaqueTokens::options() const noexcept { return state_->options; }

const SharedStore& OpaqueTokens::store() const noexcept { return *state_->store; }

}  // namespace serval
