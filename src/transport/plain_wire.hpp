#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

#include "transport/readiness.hpp"
#include "transport/wire.hpp"

namespace serval::detail {

/** A socket of one loop, over TCP or of the Unix kind. The executor's type is concrete: any_io_executor costs a quarter of a small request's time. */
using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, boost::asio::io_context::executor_type>;

/** Octets as they are. */
class PlainWire : public Wire {
public:
    PlainWire(Socket socket, Readiness& readiness);
    ~PlainWire() override;

    [[nodiscard]] Moved read(std::span<char> room) override;
    [[nodiscard]] Moved write(std::string_view octets) override;
    void await_readable() override { watch_.await_readable(Watch::Side::input); }
    void await_writable() override { watch_.await_writable(Watch::Side::output); }
    void end_sending() noexcept override;
    void close(Close how) noexcept override;

protected:
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    [[nodiscard]] Watch& watch() noexcept { return watch_; }

private:
    int descriptor_;   // not the io_context's any more: it is watched elsewhere
    Watch watch_;
};

}  // namespace serval::detail
