#include "soak/slow_crowd.hpp"

#include <chrono>
#include <stdexcept>
#include <string_view>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace serval::soak {
namespace {

constexpr std::chrono::milliseconds step{10};
constexpr std::size_t steps_a_round = 200;   // each client sends an octet every two seconds
constexpr std::string_view beginning = "GET / HTTP/1.1\r\nHost: a\r\nX: ";

int connect_to(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool connected = socket >= 0 && ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                           ::send(socket, beginning.data(), beginning.size(), MSG_NOSIGNAL) > 0;
    if (!connected) {
        ::close(socket);
        throw std::runtime_error{"a slow client cannot connect: are there descriptors enough (ulimit -n)?"};
    }
    return socket;
}

/** Whether the server has answered, or hung up. */
bool is_turned_out(int socket) {
    char octet;
    return ::recv(socket, &octet, 1, MSG_DONTWAIT) >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

}  // namespace

SlowCrowd::SlowCrowd(std::uint16_t port, std::size_t count) : port_{port} {
    sockets_.reserve(count);
    while (sockets_.size() < count) sockets_.push_back(connect_to(port));
    thread_ = std::thread{[this] { drip(); }};
}

SlowCrowd::~SlowCrowd() {
    leaving_ = true;
    if (thread_.joinable()) thread_.join();
    for (const int socket : sockets_) ::close(socket);
}

void SlowCrowd::drip() {
    while (!leaving_) {
        for (std::size_t i = 0; i < sockets_.size() / steps_a_round; ++i) drip_into(sockets_[next_++ % sockets_.size()]);
        std::this_thread::sleep_for(step);
    }
}

void SlowCrowd::drip_into(int& socket) {
    if (socket >= 0 && !is_turned_out(socket) && ::send(socket, "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1) return;
    ++turned_out_;
    ::close(socket);
    socket = -1;
    try {
        socket = connect_to(port_);
    } catch (const std::runtime_error&) {   // it comes again in the next round
    }
}

}  // namespace serval::soak
