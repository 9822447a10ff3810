#include "transport/refusal.hpp"

#include <fmt/format.h>

namespace serval::detail {

void render_refusal(const Problem& problem, Response& response) {
    // The transport's own sentences hold nothing that JSON would want escaped.
    response.set_status(problem.status);
    response.set_body(fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"detail":"{}"}})", problem.title(),
                                  number(problem.status), problem.detail),
                      "application/problem+json");
}

}  // namespace serval::detail
