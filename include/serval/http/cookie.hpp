#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace serval {

class Headers;
class Response;

/** The cookies of a request, in order (RFC 6265 §4.2, read as tolerantly as browsers write).

    Views into the header fields it was read from, which have to outlive it. A value keeps every octet but outer blanks
    and one pair of quotes around it; what has no name or no `=` is skipped. Names compare with case. Not thread-safe.
*/
class Cookies {
public:
    struct Cookie {
        std::string_view name;
        std::string_view value;
    };

    Cookies() = default;
    /** Read every Cookie field. */
    explicit Cookies(const Headers& headers);
    /** Read one Cookie field's value. */
    explicit Cookies(std::string_view field) { read(field); }

    /** The value of the first cookie called `name`: browsers send the one with the longest path first. */
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return cookies_.size(); }
    [[nodiscard]] auto begin() const noexcept { return cookies_.begin(); }
    [[nodiscard]] auto end() const noexcept { return cookies_.end(); }

private:
    void read(std::string_view field);

    std::vector<Cookie> cookies_;
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"   // g++ takes SameSite::none for one that hides serval::none
/** When a browser sends a cookie with requests that other sites cause. */
enum class SameSite : std::uint8_t { strict, lax, none };
#pragma GCC diagnostic pop

/** A cookie for the client to keep (RFC 6265bis §4.1). By default: for the whole site, until the browser closes,
    not readable by scripts, not sent with what other sites post.

    ~~~
    set_cookie(response, {.name = "sessionid", .value = key, .max_age = 14 * 24 * 3600, .secure = true});
    ~~~
*/
struct SetCookie {
    std::string name = {};
    std::string value = {};
    std::string path = "/";
    std::string domain = {};                          // empty: this host only
    std::optional<std::int64_t> max_age = {};         // seconds; 0 or less deletes
    std::string expires = {};                         // an HTTP date, for clients older than Max-Age
    bool secure = false;                              // over TLS only
    bool http_only = true;                            // hidden from scripts
    std::optional<SameSite> same_site = SameSite::lax;
    bool partitioned = false;                         // kept apart for each site that embeds this one

    /** The value of the Set-Cookie field.
        @throws std::invalid_argument naming the cookie when the name is no token; an octet of value, path, domain or expires is
                not allowed there; the prefix `__Secure-` lacks Secure, or `__Host-` lacks Secure, has a domain or another
                path than `/`; SameSite=None or Partitioned lacks Secure: browsers would drop such a cookie in silence.
    */
    [[nodiscard]] std::string to_string() const;
};

/** Add a Set-Cookie line of its own. @throws as `SetCookie::to_string`. */
void set_cookie(Response& response, const SetCookie& cookie);

/** Tell the client to forget a cookie: name, path, domain and prefix have to be those it was set with. @throws as `set_cookie`. */
void delete_cookie(Response& response, SetCookie cookie);

}  // namespace serval
