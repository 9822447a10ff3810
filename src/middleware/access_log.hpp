#pragma once

#include <memory>

#include <serval/logging/log.hpp>
#include <serval/logging/log_settings.hpp>
#include <serval/middleware/middleware.hpp>

namespace serval {

/** Writes one line for each request, and sends its name back as `X-Request-Id`. */
[[nodiscard]] std::shared_ptr<Middleware> make_access_log(Log log, LoggedQuery query);

}  // namespace serval
