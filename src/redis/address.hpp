#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace serval::redis {

/** Where Redis is, and as whom it is asked. */
struct Address {
    /** @throws std::invalid_argument, which does not tell the password. */
    [[nodiscard]] static Address parse(std::string_view url);

    /** Without user and password. */
    [[nodiscard]] std::string to_string() const;

    bool uses_tls = false;
    std::string host{};   // an IPv6 address without brackets
    std::uint16_t port = 6379;
    std::string path{};   // of a Unix socket, which then takes the place of host and port
    std::string user{};   // none: the one that Redis calls default
    std::string password{};
    unsigned database = 0;
};

}  // namespace serval::redis
