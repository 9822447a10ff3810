#pragma once

#include <memory>

#include <serval/logging/log.hpp>
#include <serval/logging/log_settings.hpp>
#include <serval/middleware/middleware.hpp>
#include <serval/problem/problem.hpp>

namespace serval {

/** Writes one line for each request, and sends its name back as `X-Request-Id`. */
[[nodiscard]] std::shared_ptr<Middleware> make_access_log(Log log, LoggedQuery query);

/** The line of a request that was refused before it was one: a head that cannot be read, or one that took too long. */
void log_refusal(const Log& log, const Problem& problem, const Connection& from) noexcept;

}  // namespace serval
