#pragma once

#include <boost/asio/generic/stream_protocol.hpp>

#include <serval/server/listen_address.hpp>

namespace serval::detail {

/** One end of a connection, over IP or of a Unix socket. */
using Endpoint = boost::asio::generic::stream_protocol::endpoint;

/** @throws std::system_error when the host is neither an IP address nor a Unix socket. */
[[nodiscard]] Endpoint endpoint_of(const ListenAddress& address);

/** The other way round. The client's end of a Unix socket has no path, and is `unix:`. */
[[nodiscard]] ListenAddress address_of(const Endpoint& endpoint);

}  // namespace serval::detail
