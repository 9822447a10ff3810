#include "bench/closed_loop.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace serval::bench {
namespace {

int connect_to(std::uint16_t port) {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::system_error{errno, std::generic_category(), "no connection to the server under test"};
    }
    const int on = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return made;
}

std::size_t read_some(int socket, char* room, std::size_t size) {
    const auto count = ::recv(socket, room, size, 0);
    if (count <= 0) throw std::runtime_error{"the server under test has closed a connection"};
    return static_cast<std::size_t>(count);
}

}  // namespace

ClosedLoop::ClosedLoop(std::uint16_t port, std::string request, std::size_t connections, std::size_t depth)
    : request_{std::move(request)}, missing_(connections), depth_{depth}, poller_{::epoll_create1(EPOLL_CLOEXEC)} {
    for (std::size_t i = 0; i < connections; ++i) {
        sockets_.push_back(connect_to(port));
        epoll_event event{EPOLLIN, {.u64 = i}};
        ::epoll_ctl(poller_, EPOLL_CTL_ADD, sockets_.back(), &event);
    }
    answer_size_ = depth * measure_answer();
    const std::string one = request_;
    for (std::size_t i = 1; i < depth; ++i) request_ += one;
}

ClosedLoop::~ClosedLoop() {
    for (const int socket : sockets_) ::close(socket);
    ::close(poller_);
}

std::size_t ClosedLoop::measure_answer() {
    send(sockets_.front());
    std::string answer;
    std::size_t head_end = std::string::npos;
    std::array<char, 16384> room;
    while ((head_end = answer.find("\r\n\r\n")) == std::string::npos) {
        answer.append(room.data(), read_some(sockets_.front(), room.data(), room.size()));
    }
    if (answer.compare(0, 10, "HTTP/1.1 2") != 0) throw std::runtime_error{"the server under test answers " + answer};
    const std::size_t length_at = answer.find("Content-Length: ");
    if (length_at > head_end) throw std::runtime_error{"the answer has no Content-Length: " + answer};
    const std::size_t size = head_end + 4 + std::strtoul(answer.c_str() + length_at + 16, nullptr, 10);
    while (answer.size() < size) answer.append(room.data(), read_some(sockets_.front(), room.data(), room.size()));
    return size;
}

void ClosedLoop::run(std::size_t count) {
    std::size_t sent = 0;
    go([&] { return std::exchange(sent, sent + depth_) < count; });
}

std::size_t ClosedLoop::run_for(std::chrono::milliseconds time) {
    const auto end = Clock::now() + time;
    return go([&] { return Clock::now() < end; });
}

template <class Goes>
std::size_t ClosedLoop::go(Goes goes_on) {
    std::size_t answered = 0;
    std::size_t waiting = 0;
    const auto next = [&](int socket) {
        if (!goes_on()) return;
        send(socket);
        ++waiting;
    };
    missing_.assign(missing_.size(), answer_size_);
    for (const int socket : sockets_) next(socket);
    while (waiting != 0) {
        std::array<epoll_event, 64> events;
        const int count = ::epoll_wait(poller_, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const auto index = static_cast<std::size_t>(events[static_cast<std::size_t>(i)].data.u64);
            if (!receive(index)) continue;
            answered += depth_;
            --waiting;
            next(sockets_[index]);
        }
    }
    return answered;
}

void ClosedLoop::send(int socket) const {
    const auto count = ::send(socket, request_.data(), request_.size(), MSG_NOSIGNAL);
    if (count != static_cast<ssize_t>(request_.size())) throw std::runtime_error{"the server under test takes no more"};
}

bool ClosedLoop::receive(std::size_t index) {
    std::array<char, 16384> room;
    const std::size_t count = read_some(sockets_[index], room.data(), room.size());
    if (count > missing_[index]) throw std::runtime_error{"the server under test answers more than it was asked"};
    missing_[index] -= count;
    if (missing_[index] != 0) return false;
    missing_[index] = answer_size_;
    return true;
}

}  // namespace serval::bench
