#pragma once

#include <vector>

namespace serval::detail {

/** The listening sockets that the service manager has opened for this process (systemd's LISTEN_FDS), each told once: the variables
    that name them are taken out of the environment, and processes that this one starts do not inherit the sockets.
*/
[[nodiscard]] std::vector<int> handed_in_sockets();

}  // namespace serval::detail
