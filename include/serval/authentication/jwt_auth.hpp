#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/authentication/authenticator.hpp>
#include <serval/authentication/jwt_tokens.hpp>
#include <serval/detail/shared_function.hpp>
#include <serval/jose/jwt_verifier.hpp>

namespace serval {

/** Knows a user by a JSON Web Token: `Authorization: Bearer …` (RFC 6750 §2.1), or a cookie.

    @code
    app.authenticate(JwtAuth{tokens});
    @endcode
    A request without such a field, or with one of another scheme, is none of its concern. A token that is wrong in any way is answered 401,
    with `error="invalid_token"` in the challenge; while the store or the keys that it needs are out of reach, 503.

    Where nothing else is said, the user is what the token claims (@see user_of), and nobody is asked.
*/
class JwtAuth final : public Authenticator {
public:
    /** What becomes of a token, which lives until the task has ended. */
    using Verify = SharedFunction<Task<JwtResult<JwtClaims>>(std::string_view token)>;

    /** Tokens of the app's own, of `type`: access tokens or sliding ones. */
    explicit JwtAuth(JwtTokens tokens, JwtTokenType type = JwtTokenType::access);
    /** Tokens that others issue: `JwtAuth{JwtVerifier{keys, expected}}`.
        @param id_claim  The claim that holds the user's id.
    */
    explicit JwtAuth(JwtVerifier verifier, std::string id_claim = "sub");
    /** Tokens that are verified in any other way. */
    explicit JwtAuth(Verify verify, std::string id_claim = "sub");
    JwtAuth(JwtAuth&&) noexcept;
    ~JwtAuth() override;

    /** Take the token from this cookie, and not from the header. It has no challenge then. A browser sends cookies also when another
        site makes it: set it `SameSite=Lax` or `Strict`, and change nothing in answer to a GET.
        @see docs/authentication.md for taking both.
    */
    [[nodiscard]] JwtAuth cookie(std::string name) &&;

    /** Have `find` say who the user is: it takes `const JwtClaims&` and gives a `std::optional<User>`, or a `Task` of one. Nothing is answered
        401 with the code "user_not_found". It may throw an `AuthenticationFailed` of its own: "user_inactive", "password_changed".
        It is called on many threads at once; what takes its time does so in a coroutine, `on_worker`.
    */
    template <class Find>
    [[nodiscard]] JwtAuth lookup(Find find) && {
        using Found = std::invoke_result_t<const Find&, const JwtClaims&>;
        static_assert(std::is_same_v<Found, std::optional<User>> || std::is_same_v<Found, Task<std::optional<User>>>,
                      "A look-up of users takes `const JwtClaims&` and returns std::optional<User>, or a Task of one.");
        if constexpr (std::is_same_v<Found, Task<std::optional<User>>>) {
            return std::move(*this).find_by(std::move(find));
        } else {
            return std::move(*this).find_by(
                [find = std::move(find)](const JwtClaims& claims) { return Task<std::optional<User>>::ready(find(claims)); });
        }
    }

    /** The realm of its challenge; "api" where nothing is said. @throws std::invalid_argument for text that cannot stand there. */
    [[nodiscard]] JwtAuth realm(std::string name) &&;

    Task<std::optional<User>> authenticate(Request& request) const override;
    std::string challenge() const override;
    SecurityScheme describe() const override;
    bool may_be_unavailable() const override;

private:
    using Lookup = SharedFunction<Task<std::optional<User>>(const JwtClaims& claims)>;
    struct State;

    JwtAuth find_by(Lookup find) &&;

    std::unique_ptr<State> state_;
};

}  // namespace serval
