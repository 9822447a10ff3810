#include <serval/testing/cookie_jar.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

#include <serval/http/date.hpp>

#include "http/syntax.hpp"

namespace serval::test {
namespace {

using serval::detail::same_ignoring_case;
using serval::detail::trimmed;

/** An attribute of a Set-Cookie line; of several of its name the last counts. Empty for one without a value. */
std::optional<std::string_view> attribute(std::string_view line, std::string_view name) {
    std::optional<std::string_view> found;
    for (auto at = line.find(';'); at != line.npos; at = line.find(';', at + 1)) {
        const std::string_view part = line.substr(at + 1, line.find(';', at + 1) - at - 1);
        const auto equals = std::min(part.find('='), part.size());
        if (!same_ignoring_case(trimmed(part.substr(0, equals)), name)) continue;
        found = equals == part.size() ? std::string_view{} : trimmed(part.substr(equals + 1));
    }
    return found;
}

/** When a cookie ends; Max-Age counts before Expires (RFC 6265bis §5.7). */
std::optional<CookieJar::Time> end_of(std::string_view line, CookieJar::Time now) {
    if (const auto max_age = attribute(line, "Max-Age")) {
        constexpr std::int64_t longest = 400LL * 24 * 3600;   // RFC 6265bis §5.6.2
        std::int64_t seconds = 0;
        const auto [end, error] = std::from_chars(max_age->data(), max_age->data() + max_age->size(), seconds);
        const bool is_number = end == max_age->data() + max_age->size() && error != std::errc::invalid_argument;
        if (is_number && error == std::errc::result_out_of_range) seconds = max_age->starts_with('-') ? 0 : longest;
        if (is_number) return now + std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, longest)};
    }
    return parse_http_date(attribute(line, "Expires").value_or(""), std::chrono::floor<std::chrono::seconds>(now));
}

/** Up to the last slash of the path that was asked for (RFC 6265bis §5.1.4). */
std::string_view default_path(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == 0 || slash == path.npos ? "/" : path.substr(0, slash);
}

std::string_view path_of(std::string_view line, std::string_view asked) {
    const std::string_view path = attribute(line, "Path").value_or("");
    return path.starts_with('/') ? path : default_path(asked);
}

bool is_within(std::string_view path, std::string_view cookie_path) {
    return path.starts_with(cookie_path) &&
           (path.size() == cookie_path.size() || cookie_path.ends_with('/') || path[cookie_path.size()] == '/');
}

/** Whether a cookie is what the prefix of its name promises (RFC 6265bis §4.1.3). */
bool keeps_promise(std::string_view line, std::string_view name) {
    const bool is_secure = attribute(line, "Secure").has_value();
    if (same_ignoring_case(name.substr(0, 9), "__Secure-")) return is_secure;
    if (!same_ignoring_case(name.substr(0, 7), "__Host-")) return true;
    return is_secure && attribute(line, "Path") == "/" && !attribute(line, "Domain").has_value();
}

}  // namespace

CookieJar& CookieJar::set(std::string_view name, std::string_view value, std::string_view path) {
    put({std::string{name}, std::string{value}, std::string{path}, std::nullopt});
    return *this;
}

std::optional<std::string> CookieJar::find(std::string_view name) const {
    const auto found = std::find_if(cookies_.begin(), cookies_.end(), [=](const Cookie& cookie) { return cookie.name == name; });
    return found == cookies_.end() ? std::nullopt : std::optional{found->value};
}

void CookieJar::erase(std::string_view name) {
    std::erase_if(cookies_, [=](const Cookie& cookie) { return cookie.name == name; });
}

void CookieJar::keep(std::string_view line, std::string_view path, Time now) {
    const std::string_view pair = line.substr(0, line.find(';'));
    const auto equals = pair.find('=');
    if (equals == pair.npos) return;
    const std::string_view name = trimmed(pair.substr(0, equals));
    if (!keeps_promise(line, name)) return;
    Cookie cookie{std::string{name}, std::string{trimmed(pair.substr(equals + 1))}, std::string{path_of(line, path)}, end_of(line, now)};
    if (cookie.end.has_value() && *cookie.end <= now) drop(cookie.name, cookie.path);
    else put(std::move(cookie));
}

std::string CookieJar::field(std::string_view path, Time now) const {
    std::string line;
    for (const Cookie& cookie : cookies_) {
        if (!is_within(path, cookie.path) || (cookie.end.has_value() && *cookie.end <= now)) continue;
        line.append(line.empty() ? "" : "; ").append(cookie.name).append("=").append(cookie.value);
    }
    return line;
}

void CookieJar::put(Cookie cookie) {
    const auto is_it = [&](const Cookie& other) { return other.name == cookie.name && other.path == cookie.path; };
    if (const auto old = std::find_if(cookies_.begin(), cookies_.end(), is_it); old != cookies_.end()) {
        *old = std::move(cookie);
        return;
    }
    const auto is_shorter = [&](const Cookie& other) { return other.path.size() < cookie.path.size(); };
    cookies_.insert(std::find_if(cookies_.begin(), cookies_.end(), is_shorter), std::move(cookie));
}

void CookieJar::drop(std::string_view name, std::string_view path) {
    std::erase_if(cookies_, [=](const Cookie& cookie) { return cookie.name == name && cookie.path == path; });
}

}  // namespace serval::test
