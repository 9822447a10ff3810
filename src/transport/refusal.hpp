#pragma once

#include <serval/http/response.hpp>
#include <serval/problem/problem.hpp>

namespace serval::detail {

/** A problem as the transport renders it where nobody has told it better: the least of RFC 9457. */
void render_refusal(const Problem& problem, Response& response);

}  // namespace serval::detail
