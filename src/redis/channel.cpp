#include "redis/channel.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <serval/asio.hpp>

namespace serval::redis {

using boost::asio::ip::tcp;

Channel::Channel(const Address& address, boost::asio::ssl::context* tls) : address_{address}, tls_{tls}, socket_{asio_executor()} {}

Task<void> Channel::open() {
    if (!address_.path.empty()) co_await open_unix();
    else co_await open_tcp();
    if (tls_ != nullptr) co_await open_tls();
}

Task<void> Channel::open_unix() {
    const boost::asio::local::stream_protocol::endpoint endpoint{address_.path};
    co_await socket_.async_connect(endpoint, use_task);
}

Task<void> Channel::open_tcp() {
    boost::asio::ip::basic_resolver<tcp, Executor> resolver{asio_executor()};
    const std::string port = fmt::format("{}", address_.port);
    const auto places = co_await resolver.async_resolve(address_.host, port, use_task);
    boost::asio::basic_stream_socket<tcp, Executor> socket{asio_executor()};
    co_await boost::asio::async_connect(socket, places, use_task);
    socket.set_option(tcp::no_delay{true});
    socket.set_option(boost::asio::socket_base::keep_alive{true});   // one that is idle finds out, too, that the other end is gone
    socket_ = std::move(socket);
}

Task<void> Channel::open_tls() {
    secured_.emplace(socket_, *tls_);
    SSL_set_tlsext_host_name(secured_->native_handle(), address_.host.c_str());
    secured_->set_verify_callback(boost::asio::ssl::host_name_verification{address_.host});
    co_await secured_->async_handshake(boost::asio::ssl::stream_base::client, use_task);
}

Task<std::size_t> Channel::read(std::span<char> room) {
    const auto buffer = boost::asio::buffer(room.data(), room.size());
    if (secured_.has_value()) co_return co_await secured_->async_read_some(buffer, use_task);
    co_return co_await socket_.async_read_some(buffer, use_task);
}

Task<void> Channel::write(std::string_view octets) {
    const auto buffer = boost::asio::buffer(octets.data(), octets.size());
    if (secured_.has_value()) co_await boost::asio::async_write(*secured_, buffer, use_task);
    else co_await boost::asio::async_write(socket_, buffer, use_task);
}

void Channel::close() noexcept {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace serval::redis
