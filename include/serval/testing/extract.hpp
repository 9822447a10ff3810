#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/http/request.hpp>
#include <serval/injection/services.hpp>
#include <serval/problem/problem.hpp>
#include <serval/routing/router.hpp>
#include <serval/validation/extraction.hpp>

namespace serval::test {

/** A request to try single pieces with: an extractor, a permission, a middleware. */
[[nodiscard]] Request make_request(Method method, std::string_view target, Headers headers = {}, std::string body = {});

/** What an extractor made of a request, or what it found wrong. */
template <class T>
struct Extracted {
    std::optional<T> value;
    std::vector<FieldError> errors;
};

/** Have `T` read `request`, outside of any app: `extract<Query<"q", int>>(request)`. @throws what it throws. */
template <class T>
[[nodiscard]] Extracted<T> extract(Request& request) {
    Services services;
    RequestServices request_services{services};
    const Router router;
    Extraction in{request, request_services, router};
    auto value = T::extract(in);
    return {std::move(value), std::move(in.errors())};
}

}  // namespace serval::test
