#include <serval/http/cookie.hpp>

#include <algorithm>
#include <stdexcept>

#include <serval/http/headers.hpp>
#include <serval/http/response.hpp>

#include "http/syntax.hpp"

namespace serval {
namespace {

std::string_view unquoted(std::string_view value) noexcept {
    const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return quoted ? value.substr(1, value.size() - 2) : value;
}

/** The octets of a cookie's value (RFC 6265 §4.1.1): printable ASCII without blank, quote, comma, semicolon and backslash. */
bool is_cookie_octet(char c) noexcept {
    return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\';
}

bool is_attribute_octet(char c) noexcept { return c >= 0x20 && c < 0x7F && c != ';'; }

void demand(bool holds, const SetCookie& cookie, std::string_view rule) {
    if (!holds) throw std::invalid_argument{"cookie \"" + cookie.name + "\": " + std::string{rule}};
}

void check_octets(const SetCookie& cookie) {
    demand(detail::is_token(cookie.name), cookie, "the name is no token");
    demand(std::all_of(cookie.value.begin(), cookie.value.end(), is_cookie_octet), cookie,
           "the value holds what no cookie may (RFC 6265, section 4.1.1); percent_encode or base64url it");
    for (const std::string* text : {&cookie.path, &cookie.domain, &cookie.expires}) {
        demand(std::all_of(text->begin(), text->end(), is_attribute_octet), cookie, "an attribute holds what none may");
    }
    demand(cookie.path.empty() || cookie.path.front() == '/', cookie, "the path does not begin with a slash");
}

bool has_prefix(const SetCookie& cookie, std::string_view prefix) noexcept {
    return detail::same_ignoring_case(std::string_view{cookie.name}.substr(0, prefix.size()), prefix);
}

void check_promises(const SetCookie& cookie) {
    demand(cookie.secure || !has_prefix(cookie, "__Secure-"), cookie, "the prefix __Secure- needs Secure");
    const bool for_host = cookie.secure && cookie.domain.empty() && cookie.path == "/";
    demand(for_host || !has_prefix(cookie, "__Host-"), cookie, "the prefix __Host- needs Secure, the path \"/\" and no domain");
    demand(cookie.secure || cookie.same_site != SameSite::none, cookie, "SameSite=None needs Secure");
    demand(cookie.secure || !cookie.partitioned, cookie, "Partitioned needs Secure");
}

std::string_view word(SameSite same_site) noexcept {
    switch (same_site) {
        case SameSite::strict: return "Strict";
        case SameSite::lax: return "Lax";
        case SameSite::none: return "None";
    }
    return "Lax";
}

}  // namespace

Cookies::Cookies(const Headers& headers) {
    for (const Headers::Field field : headers) {
        if (same_field_name(field.name, "Cookie")) read(field.value);
    }
}

void Cookies::read(std::string_view field) {
    while (!field.empty()) {
        const std::string_view pair = field.substr(0, field.find(';'));
        field.remove_prefix(std::min(pair.size() + 1, field.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view name = detail::trimmed(pair.substr(0, equals));
        if (!name.empty()) cookies_.push_back({name, unquoted(detail::trimmed(pair.substr(equals + 1)))});
    }
}

std::optional<std::string_view> Cookies::find(std::string_view name) const noexcept {
    for (const Cookie& cookie : cookies_) {
        if (cookie.name == name) return cookie.value;
    }
    return std::nullopt;
}

std::string SetCookie::to_string() const {
    check_octets(*this);
    check_promises(*this);
    std::string text = name + '=' + value;
    if (!path.empty()) text.append("; Path=").append(path);
    if (!domain.empty()) text.append("; Domain=").append(domain);
    if (max_age) text.append("; Max-Age=").append(std::to_string(*max_age));
    if (!expires.empty()) text.append("; Expires=").append(expires);
    if (secure) text.append("; Secure");
    if (http_only) text.append("; HttpOnly");
    if (same_site) text.append("; SameSite=").append(word(*same_site));
    if (partitioned) text.append("; Partitioned");
    return text;
}

void set_cookie(Response& response, const SetCookie& cookie) { response.headers().add("Set-Cookie", cookie.to_string()); }

void delete_cookie(Response& response, SetCookie cookie) {
    cookie.value.clear();
    cookie.max_age = 0;
    cookie.expires = "Thu, 01 Jan 1970 00:00:00 GMT";
    set_cookie(response, cookie);
}

}  // namespace serval
