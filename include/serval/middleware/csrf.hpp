#pragma once

#include <memory>
#include <string>
#include <vector>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** How requests prove that a page of this site made them. */
struct CsrfOptions {
    /** Cookies such as a session's, one of which a request must bring to be one that its user may not have wanted: another need not repeat a token, as those of
        programs do that authenticate otherwise. What a browser says of the page that made it is looked at in any case. Empty: every request is taken for one.
    */
    std::vector<std::string> only_with{};
    /** Origins such as "https://www.shop.example" whose pages may as well, beside this server's own. */
    std::vector<std::string> trusted_origins{};
    /** The cookie that holds a client's token, for scripts to read. With the prefix `__Host-` no other host can set it, nor anybody on the way. */
    std::string cookie = "__Host-csrftoken";
    /** The field in which scripts send the token back. */
    std::string header = "X-CSRFToken";
    /** Whether the cookie is sent over secure connections alone; `__Host-` demands it. */
    bool secure = true;
    /** Signs tokens, so that only those that were made here count; at least 32 octets. Goes with `session_cookie`. */
    std::string secret{};
    /** The cookie by whose value sessions are told apart: a token counts in the session that it was made for. */
    std::string session_cookie{};
};

/** Refuse what other sites' pages have a browser send in its user's name: `app.use(csrf())`.

    Needed where browsers bring credentials along by themselves: cookies, Basic. A request with a safe method (RFC 9110 §9.2.1) passes,
    and is given a token, in a cookie. Any other must come from a page of this origin or a trusted one, by Sec-Fetch-Site, Origin or
    Referer, of which one must be there over a secure connection; and its field must repeat the cookie's token, which no page of
    another site can read. Otherwise it is refused with 403, code `csrf_failed`, before anybody is asked who they are.
    Behind a proxy, put `forwarded` first.
*/
[[nodiscard]] std::shared_ptr<Middleware> csrf(CsrfOptions options = {});

}  // namespace serval
