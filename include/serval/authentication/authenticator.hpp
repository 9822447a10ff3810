#pragma once

#include <memory>
#include <optional>
#include <string>

#include <serval/authentication/user.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

class Request;

/** How a scheme is told to readers of the documentation (OpenAPI 3.1, Security Scheme Object). */
struct SecurityScheme {
    std::string name{};          // key under components/securitySchemes, such as "basic"
    std::string type{};          // "http", "apiKey", "openIdConnect", …; empty: nothing is told to them
    std::string scheme{};        // of type "http": "basic", "bearer"
    std::string parameter{};     // of type "apiKey": the name of the header, query parameter or cookie
    std::string place{};         // of type "apiKey": "header", "query", "cookie"
    std::string bearer_format{}; // of scheme "bearer", such as "JWT"
    std::string description{};
};

/** One way of finding out who is asking. Runs after the method is known to be right and before permissions.

    It identifies and never refuses for want of credentials: that is for permissions. Of several, the first that
    finds a user ends the search; one whose credentials are wrong ends it with a refusal (AUTH-01).
    Thread-safe: one object serves all loops.
*/
class Authenticator {
public:
    virtual ~Authenticator() = default;

    /** The user that the request's credentials stand for; nothing when it has none of this scheme.
        @throws Unauthorized when it has and they are wrong.
    */
    [[nodiscard]] virtual Task<std::optional<User>> authenticate(Request& request) const = 0;

    /** The challenge that a 401 carries in WWW-Authenticate (RFC 9110 §11.6.1); empty when the scheme has none. */
    [[nodiscard]] virtual std::string challenge() const { return {}; }

    [[nodiscard]] virtual SecurityScheme describe() const = 0;

    /** Whether it throws `ServiceUnavailable` while what it asks is out of reach, for the documentation. */
    [[nodiscard]] virtual bool may_be_unavailable() const { return false; }

    /** The name of the middleware without which it cannot work; empty when it needs none. That it is missing is told when the app is built. */
    [[nodiscard]] virtual std::string needed_middleware() const { return {}; }
};

/** An authenticator as policies hold it. */
using AuthenticatorPtr = std::shared_ptr<const Authenticator>;

}  // namespace serval
