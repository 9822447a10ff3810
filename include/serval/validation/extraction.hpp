#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/query.hpp>
#include <serval/http/request.hpp>
#include <serval/problem/problem.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/form_content.hpp>

namespace serval {

class RequestServices;
class Router;
struct TypeInfo;
struct FieldRules;

/** What an extractor sees: the request, and a list for what is wrong with it.

    Every extractor of an endpoint runs, whatever the others found, so that a client is told everything at once.
    Belongs to one request and its home loop.
*/
class Extraction {
public:
    Extraction(Request& request, RequestServices& services, const Router& router) noexcept
        : request_{request}, services_{services}, router_{router} {}

    [[nodiscard]] Request& request() noexcept { return request_; }
    [[nodiscard]] RequestServices& services() noexcept { return services_; }
    [[nodiscard]] const Router& router() const noexcept { return router_; }

    /** The query's parameters, decoded once.
        @throws BadRequest when the query is not well-formed.
    */
    [[nodiscard]] const QueryParameters& query();
    /** The fields and files of a form's body, decoded once.
        @throws UnsupportedMediaType when the body is no form; BadRequest when it is not well-formed.
    */
    [[nodiscard]] const FormContent& form();

    /** Note that a value is at fault; the endpoint will not be called. */
    void fail(FieldError error) { errors_.push_back(std::move(error)); }
    [[nodiscard]] std::vector<FieldError>& errors() noexcept { return errors_; }

private:
    Request& request_;
    RequestServices& services_;
    const Router& router_;
    std::optional<QueryParameters> query_;
    std::optional<FormContent> form_;
    std::vector<FieldError> errors_;
};

namespace detail {

// The compiled halves of the built-in extractors. What is wrong has been noted in `in`, or thrown, when they fail.

enum class Found : std::uint8_t { present, absent, faulty };

/** @throws NotFound when the path's text is no value of the type. */
[[nodiscard]] bool extract_path(Extraction& in, std::string_view name, const TypeInfo& type, const FieldRules* rules, void* out);
[[nodiscard]] Found find_parameter(Extraction& in, Argument::Source source, std::string_view name, const TypeInfo& type,
                                   const FieldRules* rules, void* out);
void miss_parameter(Extraction& in, Argument::Source source, std::string_view name);
[[nodiscard]] bool extract_query_model(Extraction& in, const TypeInfo& type, void* out);
/** @throws UnsupportedMediaType, or BadRequest for a body that is no JSON. */
[[nodiscard]] bool extract_body(Extraction& in, const TypeInfo& type, void* out);
/** @throws as Extraction::form. */
[[nodiscard]] bool extract_form(Extraction& in, const TypeInfo& type, void* out);

}  // namespace detail
}  // namespace serval
