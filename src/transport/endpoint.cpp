#include "transport/endpoint.hpp"

#include <cstring>
#include <system_error>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

namespace serval::detail {
namespace {

using boost::asio::ip::tcp;

constexpr std::string_view unix_prefix = "unix:";

ListenAddress unix_address(const Endpoint& endpoint) {
    const auto& raw = *reinterpret_cast<const sockaddr_un*>(endpoint.data());
    const std::size_t room = endpoint.size() - std::min(endpoint.size(), offsetof(sockaddr_un, sun_path));
    return {std::string{unix_prefix}.append(raw.sun_path, ::strnlen(raw.sun_path, room)), 0};
}

}  // namespace

Endpoint endpoint_of(const ListenAddress& address) {
    if (is_unix(address)) return boost::asio::local::stream_protocol::endpoint{address.host.substr(unix_prefix.size())};
    boost::system::error_code error;
    const auto ip = boost::asio::ip::make_address(address.host == "localhost" ? "127.0.0.1" : address.host, error);
    if (error) throw std::system_error{error, "\"" + address.host + "\" is no IP address to listen on"};
    return tcp::endpoint{ip, address.port};
}

ListenAddress address_of(const Endpoint& endpoint) {
    if (endpoint.protocol().family() == AF_UNIX) return unix_address(endpoint);
    tcp::endpoint ip;
    if (endpoint.size() > ip.capacity()) return {std::string{}, 0};
    std::memcpy(ip.data(), endpoint.data(), endpoint.size());
    return {ip.address().to_string(), ip.port()};
}

}  // namespace serval::detail
