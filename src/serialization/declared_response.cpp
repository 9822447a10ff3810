#include <serval/serialization/declared_response.hpp>

#include <utility>

namespace serval {

void DeclaredResponses::content(Status status, const TypeInfo& type, std::string description) {
    all_.push_back({.status = status, .type = &type, .description = std::move(description)});
}

void DeclaredResponses::empty(Status status, std::string description) {
    all_.push_back({.status = status, .description = std::move(description), .is_empty = true});
}

void DeclaredResponses::problem(Status status, std::string description) {
    all_.push_back({.status = status, .description = std::move(description), .is_problem = true});
}

void DeclaredResponses::unavailable() {
    problem(Status::service_unavailable);
    header({.name = "Retry-After"});
}

}  // namespace serval
