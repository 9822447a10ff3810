#include "middleware/trusted_proxies.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace serval {
namespace {

/** A connection that another stands for. */
struct OwnConnection {
    const Connection* connection;
};

}  // namespace

bool TrustedProxies::add(const std::string& proxy) {
    const auto network = IpNetwork::parse(proxy);
    if (proxy == "unix") believes_unix_ = true;
    else if (network.has_value()) networks_.push_back(*network);
    return proxy == "unix" || network.has_value();
}

bool TrustedProxies::believes(const IpAddress& address) const {
    return std::any_of(networks_.begin(), networks_.end(), [&](const IpNetwork& network) { return network.contains(address); });
}

bool TrustedProxies::believes(const Connection& connection) const {
    const auto address = IpAddress::parse(connection.remote_address);
    return address.has_value() ? believes(*address) : believes_unix_;
}

std::string no_proxy(const std::string& text) {
    return fmt::format("\"{}\" is no address and no network: write \"10.0.0.1\", \"10.0.0.0/8\" or \"unix\"", text);
}

const Connection& own_connection(const Request& request) {
    const OwnConnection* const own = request.attributes().find<OwnConnection>();
    return own != nullptr ? *own->connection : request.connection();
}

void replace_connection(Request& request, Connection ends) {
    const OwnConnection own{&own_connection(request)};
    request.attributes().put(own);
    request.set_connection(&request.attributes().put(std::move(ends)));
}

}  // namespace serval
