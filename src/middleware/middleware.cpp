#include <serval/middleware/middleware.hpp>

namespace serval {

std::optional<Response> Middleware::enter(Request&) { return std::nullopt; }

void Middleware::leave(const Request&, Response&) {}

}  // namespace serval
