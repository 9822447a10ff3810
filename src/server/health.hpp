#pragma once

namespace serval::detail {

class AppCore;

/** Add `/healthz`, which says that the process lives, and `/readyz`, which says whether it should be sent requests. */
void add_health_endpoints(AppCore& core);

}  // namespace serval::detail
