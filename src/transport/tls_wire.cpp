#include "transport/tls_wire.hpp"

#include <openssl/err.h>

namespace serval::detail {

TlsWire::TlsWire(Socket socket, Readiness& readiness, const TlsContext& context)
    : PlainWire{std::move(socket), readiness}, session_{context.open(descriptor())} {}

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
        case SSL_ERROR_WANT_READ:
            wish = Wish::read;
            watch().exhausted(Watch::Side::input);
            return {State::later};
        case SSL_ERROR_WANT_WRITE:
            wish = Wish::write;
            watch().exhausted(Watch::Side::output);
            return {State::later};
        case SSL_ERROR_ZERO_RETURN: return {State::ended};
        default: failed_ = true; return {State::failed};
    }
}

void TlsWire::await_readable() {
    // A record that is read already would not make the socket readable.
    if (SSL_has_pending(session_.get()) == 1 && read_wish_ == Wish::none) watch().call_readable();
    else watch().await_readable(read_wish_ == Wish::write ? Watch::Side::output : Watch::Side::input);
}

void TlsWire::await_writable() {
    watch().await_writable(write_wish_ == Wish::read ? Watch::Side::input : Watch::Side::output);
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
