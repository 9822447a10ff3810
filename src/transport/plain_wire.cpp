#include "transport/plain_wire.hpp"

#include <cerrno>

#include <boost/asio/ip/tcp.hpp>

#include <sys/socket.h>

namespace serval::detail {
namespace {

Wire::Moved moved(ssize_t count) noexcept {
    if (count > 0) return {Wire::State::some, static_cast<std::size_t>(count)};
    if (count == 0) return {Wire::State::ended};
    return {errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Wire::State::later : Wire::State::failed};
}

}  // namespace

PlainWire::PlainWire(Socket socket) : socket_{std::move(socket)} {
    socket_.native_non_blocking(true);
    boost::system::error_code ignored;   // not every kind of socket knows the option
    socket_.set_option(boost::asio::ip::tcp::no_delay{true}, ignored);
}

Wire::Moved PlainWire::read(std::span<char> room) {
    return moved(::recv(socket_.native_handle(), room.data(), room.size(), 0));
}

Wire::Moved PlainWire::write(std::string_view octets) {
    return moved(::send(socket_.native_handle(), octets.data(), octets.size(), MSG_NOSIGNAL));
}

void PlainWire::await_readable() {
    socket_.async_wait(Socket::wait_read, [this](const boost::system::error_code&) { user_->readable(); });
}

void PlainWire::await_writable() {
    socket_.async_wait(Socket::wait_write, [this](const boost::system::error_code&) { user_->writable(); });
}

void PlainWire::end_sending() noexcept {
    boost::system::error_code ignored;   // the peer may have gone before
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void PlainWire::close(Close how) noexcept {
    boost::system::error_code ignored;
    if (how == Close::abrupt) socket_.set_option(Socket::linger{true, 0}, ignored);
    socket_.close(ignored);
}

}  // namespace serval::detail
