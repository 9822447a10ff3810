#pragma once

#include <string>

namespace serval {

/** What of an address stands for a client: an IPv4 address, also one that is mapped into IPv6, as a whole; of an IPv6 address its
    network of 64 bits, within which a client may take any. Text that is no address stands for itself.
*/
[[nodiscard]] std::string client_network(const std::string& address);

}  // namespace serval
