#pragma once

#include <memory>
#include <optional>
#include <string>

#include <serval/authentication/authenticator.hpp>
#include <serval/authentication/opaque_tokens.hpp>

namespace serval {

/** Knows a user by an opaque token: `Authorization: Bearer …` (RFC 6750 §2.1), or with another scheme's name, such as Django REST framework's `Token`.

    A request without such a field, or with one of another scheme, is none of its concern. A token that is not good is a 401; while the store
    is out of reach, it is a 503.
*/
class TokenAuth final : public Authenticator {
public:
    /** @param scheme  Compared without regard to case (RFC 9110 §11.1).
        @throws std::invalid_argument for a scheme that is no token, or a realm that cannot stand between quotes.
    */
    explicit TokenAuth(OpaqueTokens tokens, std::string scheme = "Bearer", std::string realm = "api");

    Task<std::optional<User>> authenticate(Request& request) const override;
    std::string challenge() const override;
    SecurityScheme describe() const override;
    bool may_be_unavailable() const override { return tokens_.store().may_be_away(); }

private:
    [[nodiscard]] Task<std::optional<User>> find(std::string token) const;
    [[nodiscard]] bool is_bearer() const noexcept;

    OpaqueTokens tokens_;
    std::string scheme_;
    std::string realm_;
};

/** The token that a request came with, as `TokenAuth` takes it, to be revoked; nothing when it has none of that scheme. */
[[nodiscard]] std::optional<std::string> token_of(const Request& request, std::string_view scheme = "Bearer");

}  // namespace serval
