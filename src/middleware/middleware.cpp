#include <serval/middleware/middleware.hpp>

namespace serval {

std::optional<Response> Middleware::enter(Request&) { return std::nullopt; }

void Middleware::leave(const Request&, Response&) {}

void Middleware::describe(const DescribedOperation&, DeclaredResponses&) const {}

void CoroutineMiddleware::describe(const DescribedOperation&, DeclaredResponses&) const {}

}  // namespace serval
