#include <serval/validation/extraction.hpp>

#include <utility>

#include <serval/problem/http_error.hpp>
#include <serval/problem/problems.hpp>

#include "validation/decoding.hpp"

namespace serval {

const QueryParameters& Extraction::query() {
    if (!query_.has_value()) query_ = detail::decoded(request_.query_string(), "query");
    return *query_;
}

namespace detail {

QueryParameters decoded(std::string_view text, std::string_view what) {
    auto parsed = QueryParameters::parse(text);
    if (!parsed) throw BadRequest{"The " + std::string{what} + " cannot be read: " + std::string{describe(parsed.fault())}};
    return *std::move(parsed);
}

Pairs pairs_of(const QueryParameters& parameters) {
    Pairs pairs;
    pairs.reserve(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        pairs.emplace_back(parameters.at(i).name, parameters.at(i).value);
    }
    return pairs;
}

std::string pointer_to(std::string_view name) {
    std::string pointer;
    append_pointer(pointer, name);
    return pointer;
}

void refuse_media_type(std::string_view given, const std::vector<std::string_view>& accepted) {
    throw HttpError{problem::unsupported_media_type(given, accepted)};
}

}  // namespace detail
}  // namespace serval
