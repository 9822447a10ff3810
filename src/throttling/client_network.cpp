#include "throttling/client_network.hpp"

#include <algorithm>

#include <serval/model/values/ip_address.hpp>

namespace serval {

std::string client_network(const std::string& address) {
    if (address.find(':') == std::string::npos) return address;
    const auto parsed = IpAddress::parse(address.substr(0, address.find('%')));
    if (!parsed.has_value()) return address;
    const IpAddress plain = parsed->unmapped();
    if (plain.family() == IpFamily::v4) return plain.to_string();
    IpAddress::Octets octets = plain.octets();
    std::fill(octets.begin() + 8, octets.end(), std::uint8_t{0});
    return IpAddress{octets}.to_string() + "/64";
}

}  // namespace serval
