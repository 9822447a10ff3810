#pragma once

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace serval::wire {

/** A socket that listens on a free port of loopback. */
class Listening {
public:
    Listening() : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        const auto raw = reinterpret_cast<sockaddr*>(&address);
        const bool listens = ::bind(socket_, raw, size) == 0 && ::listen(socket_, SOMAXCONN) == 0 && ::getsockname(socket_, raw, &size) == 0;
        if (!listens) throw std::system_error{errno, std::generic_category(), "no socket to listen on"};
        port_ = ntohs(address.sin_port);
    }
    ~Listening() { ::close(socket_); }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

    [[nodiscard]] int socket() const { return socket_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    int socket_;
    std::uint16_t port_ = 0;
};

}  // namespace serval::wire
