#pragma once

#include <memory>
#include <string>
#include <vector>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** Refuse requests for hosts that are not this server's, with 400: `app.use(trusted_hosts({"shop.example", ".shop.example"}))`.

    Host is what the client says, and links and redirects are built with it. A name with a dot before it stands for itself and all below it.
    Ports do not count. Behind a proxy that tells the host in a field of its own, put `forwarded` first.
*/
[[nodiscard]] std::shared_ptr<Middleware> trusted_hosts(std::vector<std::string> hosts);

}  // namespace serval
