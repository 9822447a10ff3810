#include <serval/authentication/jwt_tokens.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "authentication/claimed_id.hpp"
#include "detail/random_octets.hpp"
#include "jose/jwt_checks.hpp"
#include "jose/verified_tokens.hpp"

namespace serval {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

constexpr const char* issued_fraction = "iat_us";
constexpr const char* refresh_end = "refresh_exp";
constexpr const char* token_type = "token_type";

/** A name for a token that no other has: 128 random bits in hexadecimal. */
std::string new_token_id() { return detail::hex(detail::random_octets<16>()); }

/** The key that signs; those who verify must be sure to find it. */
const JwsKey& signing_key(const JwsKeySet& keys) {
    for (const JwsKey& key : keys.keys()) {
        if (!key.can_sign()) continue;
        const auto kid = key.kid().empty() ? std::nullopt : std::optional<std::string_view>{key.kid()};
        if (keys.find(kid, key.algorithm()) == &key && key.can_verify()) return key;
        throw std::invalid_argument{"the key that signs tokens is not the only one of its name and algorithm: give each a `kid` of its own"};
    }
    throw std::invalid_argument{"none of the keys can sign tokens: they are public, or \"key_ops\" forbids it"};
}

JwtExpectations expectations_of(const JwtOptions& options) {
    JwtExpectations expected;
    if (!options.issuer.empty()) expected.issuers.push_back(options.issuer);
    expected.audiences = options.audience;
    expected.required = {token_type, "exp", "jti"};
    expected.leeway = options.leeway;
    expected.limits = options.limits;
    return expected;
}

void check_options(const SharedStore* store, const JwtOptions& options) {
    if (store == nullptr || options.clock == nullptr) throw std::invalid_argument{"tokens need a store for what is blacklisted, and a clock"};
    if (options.access_life < seconds{1} || options.refresh_life < seconds{1}) throw std::invalid_argument{"a token lives for a second at least"};
    if (options.leeway < seconds{0}) throw std::invalid_argument{"a leeway is no less than nothing"};
    if (options.id_claim != "sub") CustomClaims{}.set(options.id_claim, "");   // throws for a claim that means something else
}

bool is_of_token_type(const JwtClaims& claims, JwtTokenType type) { return claims.custom.get<std::string>(token_type) == name(type); }

/** Until when a token may be of use to anybody: a sliding one to be renewed. */
seconds end_of(const JwtClaims& claims) {
    const seconds expiry = std::chrono::ceil<seconds>(claims.expires->time_since_epoch());
    if (!is_of_token_type(claims, JwtTokenType::sliding)) return expiry;
    return std::max(expiry, seconds{claims.custom.get<std::int64_t>(refresh_end).value_or(0)});
}

/** Say that the token is issued at `time`: in whole seconds, as every reader understands it, and for ourselves the rest. */
void set_issued(JwtClaims& claims, JwtClaims::Time time) {
    claims.issued = std::chrono::floor<seconds>(time);
    claims.custom.set(issued_fraction, std::int64_t{std::chrono::floor<microseconds>(time - *claims.issued).count()});
}

/** When it was issued; one that does not say so is as old as can be. */
microseconds issued_at(const JwtClaims& claims) {
    if (!claims.issued.has_value()) return microseconds::min();
    return std::chrono::floor<microseconds>(claims.issued->time_since_epoch()) + microseconds{claims.custom.get<std::int64_t>(issued_fraction).value_or(0)};
}

JwtRefusal blacklisted() { return {JwtFault::blacklisted, "jti"}; }
JwtRefusal unknown_user() { return {JwtFault::unknown_user}; }

}  // namespace

std::string_view name(JwtTokenType type) noexcept {
    static constexpr std::array<std::string_view, 3> names{"access", "refresh", "sliding"};
    return names[static_cast<std::size_t>(type)];
}

struct JwtTokens::State {
    State(JwsKeySet keys_, std::shared_ptr<SharedStore> store_, JwtOptions options_)
        : keys{std::move(keys_)}, signer{signing_key(keys)}, store{std::move(store_)}, options{std::move(options_)}, expected{expectations_of(options)} {
        check_options(store.get(), options);
    }

    [[nodiscard]] JwtClaims::Time now() const { return options.clock->now(); }

    /** Sign what `claims` say, from `time` on and for `life`, as a token of `type` and with a name of its own. */
    [[nodiscard]] std::string issue(JwtClaims& claims, JwtTokenType type, JwtClaims::Time time, seconds life) const {
        set_issued(claims, time);
        claims.expires = *claims.issued + life;
        claims.id = new_token_id();
        claims.custom.set(token_type, std::string{name(type)});
        if (!options.issuer.empty()) claims.issuer = options.issuer;
        if (!options.audience.empty()) claims.audience = options.audience;
        return issue_jwt(claims, signer);
    }

    [[nodiscard]] JwtPair issue_pair(JwtClaims claims, JwtClaims::Time time) const {
        std::string refresh = issue(claims, JwtTokenType::refresh, time, options.refresh_life);
        return {std::move(refresh), issue(claims, JwtTokenType::access, time, options.access_life)};
    }

    [[nodiscard]] JwtResult<JwtClaims> check(std::string_view token) const { return verify_jwt(token, keys, expected, now()); }

    /** The same for what comes with each request, so that the same token comes again and again. */
    [[nodiscard]] JwtResult<JwtClaims> check_again(std::string_view token) const {
        if (const auto known = verified->find(token)) {
            if (auto refusal = unexpected_claim(*known, expected, now())) return std::move(*refusal);
            return JwtClaims{*known};
        }
        auto claims = check(token);
        if (claims) verified->keep(token, *claims);
        return claims;
    }

    [[nodiscard]] JwtResult<JwtClaims> check(std::string_view token, JwtTokenType type) const {
        auto claims = type == JwtTokenType::refresh ? check(token) : check_again(token);
        if (claims && !is_of_token_type(*claims, type)) return JwtRefusal{JwtFault::wrong_type, token_type};
        return claims;
    }

    [[nodiscard]] static std::string blacklist_key(const JwtClaims& claims) { return "jwt blacklist " + claims.id; }

    /** How long a token has to be remembered so that it is never good again. */
    [[nodiscard]] SharedStore::Duration time_left(const JwtClaims& claims) const {
        static constexpr seconds longest = std::chrono::years{100};   // whatever it claims, a store's clock can tell it
        const seconds left = end_of(claims) - std::chrono::floor<seconds>(now().time_since_epoch()) + options.leeway;
        return std::clamp(left, seconds{1}, longest);
    }

    const JwsKeySet keys;
    const JwsKey signer;
    const std::shared_ptr<SharedStore> store;
    const JwtOptions options;
    const JwtExpectations expected;
    const std::unique_ptr<VerifiedTokens> verified = std::make_unique<VerifiedTokens>();

    // Each of these holds the state for as long as it runs.
    using StatePtr = std::shared_ptr<const State>;

    [[nodiscard]] static std::string end_key(std::string_view user_id) { return "jwt end " + std::string{user_id}; }

    /** Whether the user of a token was logged out everywhere since it was issued. */
    [[nodiscard]] static Task<bool> is_ended(StatePtr state, const JwtClaims& claims) {
        const std::string id = claimed_id(claims, state->options.id_claim);
        if (id.empty()) co_return false;
        const std::string key = end_key(id);
        const auto end = co_await state->store->get(key);
        co_return end.has_value() && issued_at(claims) <= microseconds{std::stoll(*end)};
    }

    [[nodiscard]] static Task<void> end_all(StatePtr state, std::string user_id) {
        const std::string key = end_key(user_id);
        std::string time = std::to_string(std::chrono::floor<microseconds>(state->now().time_since_epoch()).count());
        const seconds longest = std::max(state->options.access_life, state->options.refresh_life) + state->options.leeway;
        co_await state->store->set(key, std::move(time), longest);
    }

    [[nodiscard]] static Task<JwtResult<JwtClaims>> unless_blacklisted(StatePtr state, JwtClaims claims) {
        const std::string key = blacklist_key(claims);
        const auto found = co_await state->store->get(key);
        if (found.has_value()) co_return blacklisted();
        const bool is_over = co_await is_ended(state, claims);
        if (is_over) co_return blacklisted();
        co_return std::move(claims);
    }

    /** Of all who ask for the same token, one is told that it was good until now. */
    [[nodiscard]] static Task<JwtResult<JwtClaims>> put_on_blacklist(StatePtr state, JwtClaims claims, bool reuse_ends_all = false) {
        const bool is_over = co_await is_ended(state, claims);
        if (is_over) co_return blacklisted();   // whoever has it ends nothing that came after it
        const std::string key = blacklist_key(claims);
        const bool is_first = co_await state->store->add(key, "1", state->time_left(claims));
        if (!is_first && reuse_ends_all) co_await end_all(state, claimed_id(claims, state->options.id_claim));
        if (!is_first) co_return blacklisted();
        co_return std::move(claims);
    }

    [[nodiscard]] static Task<JwtResult<JwtPair>> refresh(StatePtr state, JwtClaims claims, std::string token) {
        std::optional<JwtClaims> next = claims;
        // Asked before the token is used up: whoever fails to answer has not cost the client its token.
        if (state->options.renew) next = co_await state->options.renew(claims);
        if (!next.has_value()) co_return unknown_user();
        // What follows is as old as the look-up: whoever is logged out everywhere meanwhile is logged out of it, too.
        const JwtClaims::Time time = state->now();
        Task<JwtResult<JwtClaims>> use = use_for_refresh(state, std::move(claims));
        const auto used = co_await use;
        if (!used) co_return used.fault();
        JwtPair pair = state->issue_pair(std::move(*next), time);
        if (!state->options.rotate) pair.refresh = std::move(token);
        co_return pair;
    }

    [[nodiscard]] static Task<JwtResult<JwtClaims>> use_for_refresh(const StatePtr& state, JwtClaims claims) {
        if (state->options.rotate) return put_on_blacklist(state, std::move(claims), state->options.reuse_ends_all);
        return unless_blacklisted(state, std::move(claims));
    }

    [[nodiscard]] static Task<JwtResult<std::string>> slide(StatePtr state, JwtClaims claims) {
        const JwtClaims::Time time = state->now();
        const auto good = co_await unless_blacklisted(state, std::move(claims));
        if (!good) co_return good.fault();
        co_return state->prolong(*good, time);
    }

    /** The same token for another while: it keeps its name, so that one entry of the blacklist ends it. */
    [[nodiscard]] JwtResult<std::string> prolong(JwtClaims claims, JwtClaims::Time time) const {
        const auto end = claims.custom.get<std::int64_t>(refresh_end);
        if (!end.has_value()) return JwtRefusal{JwtFault::missing_claim, refresh_end};
        set_issued(claims, time);
        const seconds issued = std::chrono::floor<seconds>(claims.issued->time_since_epoch());
        if (seconds{*end} <= issued) return JwtRefusal{JwtFault::expired, refresh_end};
        claims.expires = *claims.issued + std::min(options.access_life, seconds{*end} - issued);
        return issue_jwt(claims, signer);
    }
};

JwtTokens::JwtTokens(JwsKeySet keys, std::shared_ptr<SharedStore> store, JwtOptions options)
    : state_{std::make_shared<const State>(std::move(keys), std::move(store), std::move(options))} {}

JwtPair JwtTokens::issue(JwtClaims claims) const { return state_->issue_pair(std::move(claims), state_->now()); }
JwtPair JwtTokens::issue(const User& user) const { return issue(claims_of(user, state_->options.id_claim)); }

std::string JwtTokens::issue_sliding(JwtClaims claims) const {
    const JwtClaims::Time now = state_->now();
    const seconds end = std::chrono::floor<seconds>(now.time_since_epoch()) + state_->options.refresh_life;
    claims.custom.set(refresh_end, std::int64_t{end.count()});
    return state_->issue(claims, JwtTokenType::sliding, now, std::min(state_->options.access_life, state_->options.refresh_life));
}
std::string JwtTokens::issue_sliding(const User& user) const { return issue_sliding(claims_of(user, state_->options.id_claim)); }

Task<JwtResult<JwtClaims>> JwtTokens::verify(std::string_view token, JwtTokenType type) const {
    auto claims = state_->check(token, type);
    const bool is_looked_up = type != JwtTokenType::access || state_->options.check_access;
    if (!claims || !is_looked_up) return Task<JwtResult<JwtClaims>>::ready(std::move(claims));
    return State::unless_blacklisted(state_, *std::move(claims));
}

Task<JwtResult<JwtClaims>> JwtTokens::verify(std::string_view token) const {
    auto claims = state_->check(token);
    if (!claims) return Task<JwtResult<JwtClaims>>::ready(std::move(claims));
    return State::unless_blacklisted(state_, *std::move(claims));
}

Task<JwtResult<JwtPair>> JwtTokens::refresh(std::string_view refresh_token) const {
    auto claims = state_->check(refresh_token, JwtTokenType::refresh);
    if (!claims) return Task<JwtResult<JwtPair>>::ready(claims.fault());
    return State::refresh(state_, *std::move(claims), std::string{refresh_token});
}

Task<JwtResult<std::string>> JwtTokens::slide(std::string_view token) const {
    auto claims = state_->check(token, JwtTokenType::sliding);
    if (!claims) return Task<JwtResult<std::string>>::ready(claims.fault());
    return State::slide(state_, *std::move(claims));
}

Task<JwtResult<JwtClaims>> JwtTokens::blacklist(std::string_view token) const {
    auto claims = state_->check(token);
    if (!claims) return Task<JwtResult<JwtClaims>>::ready(std::move(claims));
    return State::put_on_blacklist(state_, *std::move(claims));
}

Task<JwtResult<JwtClaims>> JwtTokens::blacklist(std::string_view token, JwtTokenType type) const {
    auto claims = state_->check(token, type);
    if (!claims) return Task<JwtResult<JwtClaims>>::ready(std::move(claims));
    return State::put_on_blacklist(state_, *std::move(claims));
}

Task<void> JwtTokens::revoke_all(std::string_view user_id) const { return State::end_all(state_, std::string{user_id}); }

const JwtOptions& JwtTokens::options() const noexcept { return state_->options; }
const SharedStore& JwtTokens::store() const noexcept { return *state_->store; }
const JwsKeySet& JwtTokens::keys() const noexcept { return state_->keys; }

}  // namespace serval
