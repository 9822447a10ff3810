#include <serval/authentication/token_auth.hpp>

#include <stdexcept>
#include <utility>

#include <serval/http/request.hpp>
#include <serval/http/token.hpp>
#include <serval/problem/http_error.hpp>

#include "authentication/realm.hpp"
#include "authentication/scheme_credentials.hpp"

namespace serval {

TokenAuth::TokenAuth(OpaqueTokens tokens, std::string scheme, std::string realm)
    : tokens_{std::move(tokens)}, scheme_{std::move(scheme)}, realm_{std::move(realm)} {
    if (!detail::is_token(scheme_)) throw std::invalid_argument{"the name of an authentication scheme is a token (RFC 9110 §11.1)"};
    check_realm(realm_);
}

Task<std::optional<User>> TokenAuth::authenticate(Request& request) const {
    auto token = token_of(request, scheme_);
    if (!token.has_value()) return Task<std::optional<User>>::ready(std::nullopt);
    return find(std::move(*token));
}

Task<std::optional<User>> TokenAuth::find(std::string token) const {
    std::optional<User> user;
    try {
        user = co_await tokens_.find(token);
    } catch (const StoreError&) {
        // A 401 would have clients throw their tokens away.
        throw ServiceUnavailable{std::chrono::seconds{1}};
    }
    if (user.has_value()) co_return user;
    AuthenticationFailed failure{"Invalid token."};
    if (is_bearer()) failure.problem().headers.set("WWW-Authenticate", challenge() + ", error=\"invalid_token\"");
    throw failure;
}

bool TokenAuth::is_bearer() const noexcept { return same_field_name(scheme_, "Bearer"); }

std::string TokenAuth::challenge() const { return scheme_ + " realm=\"" + realm_ + "\""; }

SecurityScheme TokenAuth::describe() const {
    if (is_bearer()) return {.name = "token", .type = "http", .scheme = "bearer"};
    return {.name = "token", .type = "apiKey", .parameter = "Authorization", .place = "header",
            .description = "`" + scheme_ + "`, a blank, and the token"};
}

std::optional<std::string> token_of(const Request& request, std::string_view scheme) {
    const auto field = request.header("Authorization");
    if (!field.has_value()) return std::nullopt;
    const auto token = scheme_credentials(*field, scheme);
    return token.has_value() ? std::optional{std::string{*token}} : std::nullopt;
}

}  // namespace serval
