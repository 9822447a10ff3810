#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <serval/http/method.hpp>

namespace serval {

/** A host with an optional port, as in a Host field. Views into the text it was read from. */
struct Authority {
    std::string_view host;               // an IPv6 address keeps its brackets
    std::optional<std::uint16_t> port;   // nothing when it was left out
};

/** Read `host[:port]` (RFC 9110 §7.2). Linear time.

    A host is an IPv6 address in brackets, or a name of RFC 3986's octets without `%` and `,`: an encoded or repeated host is
    read differently by different programs. No user name, no path, no port above 65535; an empty port counts as none.
*/
[[nodiscard]] std::optional<Authority> parse_authority(std::string_view text) noexcept;

/** A request target taken apart (RFC 9112 §3.2). Views into the text it was read from. */
struct Target {
    std::string_view path;        // begins with `/`, still encoded; `*` for the whole server; empty for CONNECT
    std::string_view query;       // what follows the first `?`, still encoded
    std::string_view scheme;      // as it was sent; empty unless in absolute form
    std::string_view authority;   // of the absolute form and of CONNECT, and then it overrules Host; otherwise empty
    bool has_query = false;

    /** The target as it goes into a `Request`: path and query. */
    [[nodiscard]] std::string origin_form() const;
};

/** Read the target of a request with `method`, tolerantly where it does no harm. Linear time, no allocation.

    - Origin form, `/path?query`, for every method but CONNECT. Any visible ASCII character stands for itself, `"`, `<`, `|`, `[`, `{`,
      `^` and UTF-8 too, since clients send them so; but in the path no `\`, which some programs take for a slash.
      Blanks, control characters and what is not UTF-8 are refused.
    - Absolute form, for `http` and `https`, without a user name (RFC 9110 §4.2.4).
    - `*` for OPTIONS alone; `host:port` for CONNECT alone.
    - A fragment is dropped: some clients send it, and it is none of the server's business.

    Nothing is decoded or normalised: `/a/../b` and `//a` are other paths than `/b` and `/a`, for routing as for every check
    before it, so that no two stages can understand one target differently. What opens files has to judge dot segments itself.
*/
[[nodiscard]] std::optional<Target> parse_target(const Method& method, std::string_view text) noexcept;

}  // namespace serval
