#include <serval/authentication/api_key_auth.hpp>

#include <stdexcept>

#include <serval/http/cookie.hpp>
#include <serval/http/query.hpp>
#include <serval/http/request.hpp>
#include <serval/http/token.hpp>
#include <serval/problem/http_error.hpp>

namespace serval {
namespace {

/** What is no query at all is refused when input is validated. */
std::optional<std::string> parameter_of(const Request& request, std::string_view name) {
    const auto query = QueryParameters::parse(request.query_string());
    if (!query) return std::nullopt;
    const auto value = query->find(name);
    return value.has_value() ? std::optional{std::string{*value}} : std::nullopt;
}

std::optional<std::string> owned(std::optional<std::string_view> text) {
    return text.has_value() ? std::optional{std::string{*text}} : std::nullopt;
}

}  // namespace

ApiKeyAuth::ApiKeyAuth(Place place, std::string name, Lookup find) : place_{place}, name_{std::move(name)}, find_{std::move(find)} {
    const bool is_sound = place_ == Place::query ? !name_.empty() : detail::is_token(name_);
    if (!is_sound) throw std::invalid_argument{"an API key comes under a name; that of a header field or a cookie is a token (RFC 9110 §5.6.2)"};
}

std::optional<std::string> ApiKeyAuth::key_of(const Request& request) const {
    switch (place_) {
        case Place::header: return owned(request.header(name_));
        case Place::query: return parameter_of(request, name_);
        case Place::cookie: return owned(Cookies{request.headers()}.find(name_));
    }
    return std::nullopt;
}

Task<std::optional<User>> ApiKeyAuth::authenticate(Request& request) const {
    auto key = key_of(request);
    if (!key.has_value() || key->empty()) return Task<std::optional<User>>::ready(std::nullopt);
    return find(std::move(*key));
}

Task<std::optional<User>> ApiKeyAuth::find(std::string key) const {
    std::optional<User> user = co_await find_(key);
    if (!user.has_value()) throw AuthenticationFailed{"Invalid API key."};
    co_return user;
}

SecurityScheme ApiKeyAuth::describe() const {
    switch (place_) {
        case Place::header: return {.name = "api_key", .type = "apiKey", .parameter = name_, .place = "header"};
        case Place::query: return {.name = "api_key_query", .type = "apiKey", .parameter = name_, .place = "query"};
        case Place::cookie: return {.name = "api_key_cookie", .type = "apiKey", .parameter = name_, .place = "cookie"};
    }
    return {};
}

}  // namespace serval
