#include <serval/authentication/jwt_auth.hpp>

#include <serval/http/cookie.hpp>
#include <serval/http/request.hpp>
#include <serval/jose/jws_key_source.hpp>
#include <serval/problem/http_error.hpp>

#include "authentication/jwt_failure.hpp"
#include "authentication/realm.hpp"
#include "authentication/scheme_credentials.hpp"

namespace serval {
namespace {

constexpr std::string_view bearer = "Bearer";

}  // namespace

struct JwtAuth::State {
    Verify verify;
    std::string token_type;   // that is told to whoever sends another one
    std::string id_claim;
    std::string realm = "api";
    std::string cookie{};     // empty: the token is in the header
    Lookup lookup{};
    bool may_be_unavailable = true;   // as whatever a function asks may be

    [[nodiscard]] std::optional<std::string_view> token_of(const Request& request) const {
        if (!cookie.empty()) return Cookies{request.headers()}.find(cookie);
        const auto field = request.header("Authorization");
        return field.has_value() ? scheme_credentials(*field, bearer) : std::nullopt;
    }

    /** A 401 would have clients throw away tokens that may be good: while nobody can tell, it is a 503. */
    [[nodiscard]] Task<JwtResult<JwtClaims>> verify_or_fail(std::string_view token) const {
        try {
            auto claims = co_await verify(token);
            co_return claims;
        } catch (const StoreError&) {
            throw ServiceUnavailable{std::chrono::seconds{1}};
        } catch (const JwsKeysUnavailable&) {
            throw ServiceUnavailable{std::chrono::seconds{1}};
        }
    }

    [[nodiscard]] Task<std::optional<User>> find_user(std::string_view token) const {
        const auto claims = co_await verify_or_fail(token);
        if (!claims) refuse(claims.fault());
        if (!lookup) co_return claimed_user(*claims);
        std::optional<User> user = co_await lookup(*claims);
        if (!user.has_value()) refuse_unknown_user();
        co_return user;
    }

    [[nodiscard]] std::optional<User> claimed_user(const JwtClaims& claims) const {
        auto user = user_of(claims, id_claim);
        if (!user.has_value()) refuse(JwtRefusal{JwtFault::no_user, id_claim});
        return user;
    }

    [[noreturn]] void refuse_unknown_user() const { refuse(JwtRefusal{JwtFault::unknown_user}); }

    [[noreturn]] void refuse(const JwtRefusal& refusal) const { refuse(credentials_failure(refusal, token_type), refusal.message()); }

    /** A cookie has no challenge, so that the pipeline decides between 401 and 403. */
    [[noreturn]] void refuse(AuthenticationFailed failure, std::string_view message) const {
        if (cookie.empty()) failure.problem().headers.set("WWW-Authenticate", bearer_challenge(realm, message));
        throw failure;
    }
};

JwtAuth::JwtAuth(Verify verify, std::string id_claim)
    : state_{std::make_unique<State>(State{std::move(verify), std::string{name(JwtTokenType::access)}, std::move(id_claim)})} {}

JwtAuth::JwtAuth(JwtTokens tokens, JwtTokenType type)
    : JwtAuth{[tokens, type](std::string_view token) { return tokens.verify(token, type); }, tokens.options().id_claim} {
    state_->token_type = name(type);
    state_->may_be_unavailable = (type != JwtTokenType::access || tokens.options().check_access) && tokens.store().may_be_away();
}

JwtAuth::JwtAuth(JwtVerifier verifier, std::string id_claim) : JwtAuth{Verify{verifier}, std::move(id_claim)} {
    state_->may_be_unavailable = verifier.may_lack_keys();
}

JwtAuth::JwtAuth(JwtAuth&&) noexcept = default;
JwtAuth::~JwtAuth() = default;

JwtAuth JwtAuth::cookie(std::string name) && { return state_->cookie = std::move(name), std::move(*this); }
JwtAuth JwtAuth::find_by(Lookup find) && { return state_->lookup = std::move(find), std::move(*this); }

JwtAuth JwtAuth::realm(std::string name) && {
    check_realm(name);
    return state_->realm = std::move(name), std::move(*this);
}

Task<std::optional<User>> JwtAuth::authenticate(Request& request) const {
    const auto token = state_->token_of(request);
    if (!token.has_value() || token->empty()) return Task<std::optional<User>>::ready(std::nullopt);
    return state_->find_user(*token);
}

std::string JwtAuth::challenge() const { return state_->cookie.empty() ? bearer_challenge(state_->realm) : std::string{}; }

bool JwtAuth::may_be_unavailable() const { return state_->may_be_unavailable; }

SecurityScheme JwtAuth::describe() const {
    if (state_->cookie.empty()) return {.name = "jwt", .type = "http", .scheme = "bearer", .bearer_format = "JWT"};
    return {.name = "jwt_cookie", .type = "apiKey", .parameter = state_->cookie, .place = "cookie"};
}

}  // namespace serval
