#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace serval {

/** Where to accept connections: an address and a port, or a Unix socket. */
struct ListenAddress {
    std::string host = "127.0.0.1";   // IPv4, IPv6 without brackets, "localhost", or `unix:` and a path
    std::uint16_t port = 8000;        // 0: any that is free; of no meaning for a Unix socket

    friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

/** Whether it is a Unix socket. */
[[nodiscard]] bool is_unix(const ListenAddress& address) noexcept;

/** Read `127.0.0.1:8000`, `[::1]:8000`, `localhost:8000` or `unix:/run/app.sock`; nothing when it is none of these. */
[[nodiscard]] std::optional<ListenAddress> parse_listen_address(std::string_view text);

/** The form that parse_listen_address reads. */
[[nodiscard]] std::string to_text(const ListenAddress& address);

}  // namespace serval
