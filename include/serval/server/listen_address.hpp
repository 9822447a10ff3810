#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace serval {

/** An address and a port to accept connections on. */
struct ListenAddress {
    std::string host = "127.0.0.1";   // IPv4, IPv6 without brackets, or "localhost"
    std::uint16_t port = 8000;        // 0: any that is free

    friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

/** Read `127.0.0.1:8000`, `[::1]:8000` or `localhost:8000`; nothing when it is none of these. */
[[nodiscard]] std::optional<ListenAddress> parse_listen_address(std::string_view text);

/** The form that parse_listen_address reads. */
[[nodiscard]] std::string to_text(const ListenAddress& address);

}  // namespace serval
