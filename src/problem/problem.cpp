#include <serval/problem/problem.hpp>

namespace serval {

std::string_view name(Place place) noexcept {
    switch (place) {
        case Place::body: return "body";
        case Place::query: return "query";
        case Place::path: return "path";
        case Place::header: return "header";
        case Place::cookie: return "cookie";
        case Place::form: return "form";
    }
    return "body";
}

Problem::Problem(Status status_, std::string detail_, std::string code_)
    : status{status_}, code{std::move(code_)}, detail{std::move(detail_)} {}

}  // namespace serval
