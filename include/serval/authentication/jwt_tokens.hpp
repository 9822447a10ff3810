#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/authentication/jwt_user.hpp>
#include <serval/detail/shared_function.hpp>
#include <serval/jose/jwt.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/time_source.hpp>

namespace serval {

/** What a token is for, as its claim `token_type` says. */
enum class JwtTokenType : std::uint8_t {
    access,    // comes with each request, and is not looked up anywhere
    refresh,   // brings a new pair when the access token is over
    sliding,   // both in one: looked up with each request, renewed in its place
};

/** "access", "refresh" or "sliding". */
[[nodiscard]] std::string_view name(JwtTokenType type) noexcept;

/** What a client is given when it has logged in. */
struct JwtPair {
    std::string refresh;
    std::string access;
};

struct JwtOptions {
    /** What the tokens that follow a refresh shall claim, of what the refresh token claims; nothing when its user may not go on. */
    using Renew = SharedFunction<Task<std::optional<JwtClaims>>(const JwtClaims& claims)>;

    std::chrono::seconds access_life{5 * 60};
    std::chrono::seconds refresh_life{24 * 60 * 60};
    std::chrono::seconds leeway{0};
    std::string issuer{};                 // claimed and expected; empty: neither
    std::vector<std::string> audience{};  // likewise
    std::string id_claim{"sub"};          // that holds the user's id; djangorestframework-simplejwt's clients know "user_id"
    bool rotate = true;                   // a refresh token is used once, and a new one comes with the access token
    bool reuse_ends_all = false;          // one that comes a second time ends all tokens of its user: it is in two hands
    bool check_access = false;            // access tokens are looked up as well: blacklisting ends them at once
    Renew renew{};                        // asked for each refresh; none: what the refresh token claims goes on
    JwsLimits limits{};
    std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>();
};

/** Tokens of the app's own: pairs of a short access token and a longer refresh token, or single sliding ones.

    @code
    auto& tokens = app.own(JwtTokens{key, store});
    app.authenticate(JwtAuth{tokens});
    app.mount<"/token", JwtController>();
    @endcode
    Each has the claims `token_type`, `jti`, `iat` and `exp`, and none is believed without them. Beside these, what a refresh token claims
    its access tokens claim too.

    The blacklist is in the store: a token's `jti`, for just as long as the token would have been good. So nothing is ever to be purged,
    and a store that forgets (a `MemoryStore` that is full or restarted, a Redis that lets keys go) forgets what was blacklisted. Of two
    who use one refresh token at once, one wins: `SharedStore::add` decides. Beside it is the time at which a user was logged out everywhere,
    for as long as any token lives; whatever is looked up in the one is looked up in the other. So that tokens of the same second are told apart
    they claim, as `iat_us`, how many microseconds after `iat` they were issued.

    A value that is cheap to copy: copies share everything. Thread-safe. Tasks fail with `StoreError` when the store does; then nothing
    was believed.
*/
class JwtTokens {
public:
    /** @param keys   All of them verify, the first that can signs.
        @param store  Where the blacklist is.
        @throws std::invalid_argument when no key can sign, the one that does is not the only one of its name and algorithm, there is no
                store or clock, or a token would live for no time at all.
    */
    JwtTokens(JwsKeySet keys, std::shared_ptr<SharedStore> store, JwtOptions options = {});

    /** A new pair for whom `claims` are about. `exp`, `iat`, `jti` and `token_type` are overwritten; so are `iss` and `aud` where the
        options have them.
    */
    [[nodiscard]] JwtPair issue(JwtClaims claims) const;
    [[nodiscard]] JwtPair issue(const User& user) const;
    /** A new sliding token: good for `access_life`, and to be renewed for `refresh_life`, which its claim `refresh_exp` says. */
    [[nodiscard]] std::string issue_sliding(JwtClaims claims) const;
    [[nodiscard]] std::string issue_sliding(const User& user) const;

    /** What `token` claims, if it is one of `type` that is good. Refresh and sliding tokens are looked up in the blacklist,
        access tokens where the options say so.
    */
    [[nodiscard]] Task<JwtResult<JwtClaims>> verify(std::string_view token, JwtTokenType type) const;
    /** The same for a token of any type, always looked up. */
    [[nodiscard]] Task<JwtResult<JwtClaims>> verify(std::string_view token) const;

    /** A new access token for a refresh token; and a new refresh token, where those rotate, otherwise the same one. */
    [[nodiscard]] Task<JwtResult<JwtPair>> refresh(std::string_view refresh_token) const;
    /** A sliding token with a new `exp`, for one that is still good; never beyond its `refresh_exp`. */
    [[nodiscard]] Task<JwtResult<std::string>> slide(std::string_view token) const;

    /** Have `token`, a good one of any type, refused from now on: logging out. */
    [[nodiscard]] Task<JwtResult<JwtClaims>> blacklist(std::string_view token) const;
    /** The same for a token of `type` alone. */
    [[nodiscard]] Task<JwtResult<JwtClaims>> blacklist(std::string_view token, JwtTokenType type) const;

    /** Have all tokens refused that are looked up and were issued to the user by now: logging out everywhere, a new password. Access tokens that nobody
        looks up are good until they are over. Machines that share a store tell the time by their own clocks: what one of them issues within their
        difference may be refused as well.
        @param user_id  As the claim `id_claim` says it.
    */
    [[nodiscard]] Task<void> revoke_all(std::string_view user_id) const;

    [[nodiscard]] const JwtOptions& options() const noexcept;
    /** Where the blacklist is. */
    [[nodiscard]] const SharedStore& store() const noexcept;
    /** The keys, to be shown to others: `jwks(tokens.keys())`. */
    [[nodiscard]] const JwsKeySet& keys() const noexcept;

private:
    struct State;
    std::shared_ptr<const State> state_;
};

}  // namespace serval
