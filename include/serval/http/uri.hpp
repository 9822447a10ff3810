#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace serval {

class Request;

/** Where a URL's resource lives: scheme, host and port, normalised so that equal origins are equal values (RFC 6454 §4). */
struct Origin {
    std::string scheme;       // "http" or "https"
    std::string host;         // in lower case; an IPv6 address in brackets
    std::uint16_t port = 0;   // the scheme's own where none was said

    /** The origin of an absolute `http` or `https` URL; nothing for any other text, a user name in it included. */
    [[nodiscard]] static std::optional<Origin> parse(std::string_view url);

    /** The origin that `request` was sent to, by its Host and by whether its connection is secure; nothing when Host is missing
        or malformed. Host is what the client says: check it against the hosts one serves before building links with it.
    */
    [[nodiscard]] static std::optional<Origin> of(const Request& request);

    /** "https://shop.example"; the scheme's own port is left out. */
    [[nodiscard]] std::string to_string() const;

    /** The absolute URL of `path`, which begins with a slash and is encoded already. @throws std::invalid_argument when it does not. */
    [[nodiscard]] std::string url(std::string_view path) const;

    friend bool operator==(const Origin&, const Origin&) = default;
};

}  // namespace serval
