#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <serval/tasks/task.hpp>

#include "redis/address.hpp"

namespace serval::redis {

/** Octets to and from Redis: by TCP, by TLS or by a Unix socket. Of one loop, on which it is made and used.
    What goes wrong is a `boost::system::system_error`.
*/
class Channel {
public:
    /** @param tls  Of an address that uses it; otherwise null. It outlives the channel, as the address does. */
    Channel(const Address& address, boost::asio::ssl::context* tls);

    [[nodiscard]] Task<void> open();
    /** Some octets, at least one, into `room`: how many. */
    [[nodiscard]] Task<std::size_t> read(std::span<char> room);
    [[nodiscard]] Task<void> write(std::string_view octets);
    /** What is under way fails. */
    void close() noexcept;

private:
    using Executor = boost::asio::io_context::executor_type;
    using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, Executor>;

    Task<void> open_tcp();
    Task<void> open_unix();
    Task<void> open_tls();

    const Address& address_;
    boost::asio::ssl::context* tls_;
    Socket socket_;
    std::optional<boost::asio::ssl::stream<Socket&>> secured_;
};

}  // namespace serval::redis
