#pragma once

#include "transport/plain_wire.hpp"
#include "transport/tls_context.hpp"

namespace serval::detail {

/** Octets over TLS; the handshake is a part of the first read. */
class TlsWire final : public PlainWire {
public:
    TlsWire(Socket socket, Readiness& readiness, const TlsContext& context);

    [[nodiscard]] Moved read(std::span<char> room) override;
    [[nodiscard]] Moved write(std::string_view octets) override;
    void await_readable() override;
    void await_writable() override;
    void end_sending() noexcept override;
    void close(Close how) noexcept override;

private:
    enum class Wish : unsigned char { none, read, write };

    [[nodiscard]] Moved outcome(int result, Wish& wish, std::size_t count) noexcept;

    TlsSession session_;
    Wish read_wish_ = Wish::read;     // what the socket must become before a read makes sense
    Wish write_wish_ = Wish::write;
    bool failed_ = false;
};

}  // namespace serval::detail
