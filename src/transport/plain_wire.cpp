#include "transport/plain_wire.hpp"

#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace serval::detail {
namespace {

template <class Call>
ssize_t unless_interrupted(Call call) noexcept {
    ssize_t count = 0;
    do count = call();
    while (count < 0 && errno == EINTR);
    return count;
}

Wire::Moved moved(ssize_t count) noexcept {
    if (count > 0) return {Wire::State::some, static_cast<std::size_t>(count)};
    if (count == 0) return {Wire::State::ended};
    return {errno == EAGAIN || errno == EWOULDBLOCK ? Wire::State::later : Wire::State::failed};
}

int released(Socket& socket) {
    socket.native_non_blocking(true);
    const int on = 1;
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);   // not every kind of socket knows it
    return socket.release();
}

}  // namespace

PlainWire::PlainWire(Socket socket, Readiness& readiness) : descriptor_{released(socket)}, watch_{readiness, descriptor_, user_} {}

PlainWire::~PlainWire() {
    watch_.end();
    if (descriptor_ >= 0) ::close(descriptor_);
}

Wire::Moved PlainWire::read(std::span<char> room) {
    const ssize_t count = unless_interrupted([&] { return ::recv(descriptor_, room.data(), room.size(), 0); });
    if (count < 0) watch_.exhausted(Watch::Side::input);
    else if (static_cast<std::size_t>(count) < room.size()) watch_.cut_short(Watch::Side::input);
    return moved(count);
}

Wire::Moved PlainWire::write(std::string_view octets) {
    const ssize_t count = unless_interrupted([&] { return ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL); });
    if (count < 0) watch_.exhausted(Watch::Side::output);
    return moved(count);
}

void PlainWire::end_sending() noexcept { ::shutdown(descriptor_, SHUT_WR); }

void PlainWire::close(Close how) noexcept {
    if (descriptor_ < 0) return;
    watch_.end();
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    if (how == Close::abrupt) ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(descriptor_, -1));
}

}  // namespace serval::detail
