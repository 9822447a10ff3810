#include "transport/tls_wire.hpp"

#include <boost/asio/post.hpp>
#include <openssl/err.h>

namespace serval::detail {

TlsWire::TlsWire(Socket socket, const TlsContext& context)
    : PlainWire{std::move(socket)}, session_{context.open(PlainWire::socket().native_handle())} {}

Wire::Moved TlsWire::read(std::span<char> room) {
    std::size_t count = 0;
    ERR_clear_error();
    const int result = SSL_read_ex(session_.get(), room.data(), room.size(), &count);
    return outcome(result, read_wish_, count);
}

Wire::Moved TlsWire::write(std::string_view octets) {
    std::size_t count = 0;
    ERR_clear_error();
    const int result = SSL_write_ex(session_.get(), octets.data(), octets.size(), &count);
    return outcome(result, write_wish_, count);
}

Wire::Moved TlsWire::outcome(int result, Wish& wish, std::size_t count) noexcept {
    wish = Wish::none;
    if (result == 1) return {State::some, count};
    switch (SSL_get_error(session_.get(), result)) {
        case SSL_ERROR_WANT_READ: wish = Wish::read; return {State::later};
        case SSL_ERROR_WANT_WRITE: wish = Wish::write; return {State::later};
        case SSL_ERROR_ZERO_RETURN: return {State::ended};
        default: failed_ = true; return {State::failed};
    }
}

void TlsWire::await_readable() {
    const auto tell = [this](const boost::system::error_code&) { user_->readable(); };
    // A record that is read already would not make the socket readable.
    if (SSL_has_pending(session_.get()) == 1 && read_wish_ == Wish::none) {
        boost::asio::post(socket().get_executor(), [this] { user_->readable(); });
    } else {
        socket().async_wait(read_wish_ == Wish::write ? Socket::wait_write : Socket::wait_read, tell);
    }
}

void TlsWire::await_writable() {
    socket().async_wait(write_wish_ == Wish::read ? Socket::wait_read : Socket::wait_write,
                        [this](const boost::system::error_code&) { user_->writable(); });
}

void TlsWire::end_sending() noexcept {
    if (!failed_) SSL_shutdown(session_.get());
    ERR_clear_error();
    PlainWire::end_sending();
}

void TlsWire::close(Close how) noexcept {
    if (how == Close::orderly && !failed_) SSL_shutdown(session_.get());
    ERR_clear_error();
    PlainWire::close(how);
}

}  // namespace serval::detail
