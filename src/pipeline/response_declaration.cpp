#include "pipeline/response_declaration.hpp"

#include <algorithm>

#include <serval/http/headers.hpp>
#include <serval/http/media_type.hpp>
#include <serval/serialization/response_mismatch.hpp>

#include "pipeline/endpoint_facts.hpp"
#include "pipeline/plan.hpp"

namespace serval {
namespace {

/** Whether nothing is said of content: it may be anything. */
bool says_nothing(const DeclaredResponse& response) {
    return response.type == nullptr && response.media_type.empty() && !response.is_empty && !response.is_problem;
}

bool requires_header(const DeclaredResponse& response, std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [=](const ResponseHeader& header) { return header.required && same_field_name(header.name, name); });
}

std::string_view essence(std::string_view media_type) {
    media_type = media_type.substr(0, media_type.find(';'));
    return media_type.substr(0, media_type.find_last_not_of(' ') + 1);
}

/** Whether content of the type `given` is what `declared`, which may be a range such as two stars, says. */
bool covers(std::string_view declared, std::string_view given) {
    const auto range = MediaType::parse(essence(declared));
    const auto type = MediaType::parse(essence(given));
    return range.has_value() && type.has_value() && range->includes(*type);
}

std::string listed(const std::vector<FieldError>& errors) {
    std::string text;
    for (const FieldError& error : errors) {
        text += (text.empty() ? "" : "; ") + (error.pointer.empty() ? std::string{"as a whole"} : error.pointer) + ": " + error.message;
    }
    return text;
}

}  // namespace

ResponseDeclaration::ResponseDeclaration(const Plan& plan)
    : route_{route_name(*plan.endpoint)}, problem_type_{plan.error_format.content_type()}, responses_{declared_responses(plan)} {}

void ResponseDeclaration::check(const Response& response, const std::vector<FieldError>& breaches) const {
    const auto expected = declared(response.status());
    if (expected.empty()) {
        refuse(response, "which it does not declare: name it in the handler's result, or by .response(…) on the route");
    }
    if (!breaches.empty()) refuse(response, "with content that breaks its own rules: " + listed(breaches));
    check_headers(response, expected);
    if (!forbids_content(response.status())) check_content(response, expected);
}

std::vector<const DeclaredResponse*> ResponseDeclaration::declared(Status status) const {
    std::vector<const DeclaredResponse*> all;
    for (const DeclaredResponse& response : responses_) {
        if (response.status == status) all.push_back(&response);
    }
    // Something said goes before nothing said: a handler's own Response, and `.response<Receipt>(…)` for what is in it.
    if (!std::all_of(all.begin(), all.end(), [](const DeclaredResponse* one) { return says_nothing(*one); })) {
        std::erase_if(all, [](const DeclaredResponse* one) { return says_nothing(*one); });
    }
    return all;
}

std::string ResponseDeclaration::media_type_of(const DeclaredResponse& response) const {
    if (response.is_problem) return problem_type_;
    if (response.type != nullptr && response.media_type.empty()) return "application/json";
    return response.media_type;
}

void ResponseDeclaration::check_headers(const Response& response, const std::vector<const DeclaredResponse*>& declared) const {
    // Which of several it is, the content tells; a field is missed when all of them have it.
    for (const ResponseHeader& header : declared.front()->headers) {
        const auto has_it = [&](const DeclaredResponse* one) { return requires_header(*one, header.name); };
        const auto value = response.header(header.name);
        if (value.has_value()) check_value(response, header, *value);
        else if (std::all_of(declared.begin(), declared.end(), has_it)) refuse(response, "without the header field " + header.name + ", which it declares");
    }
}

void ResponseDeclaration::check_value(const Response& response, const ResponseHeader& header, std::string_view value) const {
    if (header.read == nullptr) return;
    const std::vector<FieldError> errors = header.read(value);
    if (!errors.empty()) refuse(response, "with a header field that is not what it declares: " + header.name + ": " + errors.front().message);
}

void ResponseDeclaration::check_content(const Response& response, const std::vector<const DeclaredResponse*>& declared) const {
    const bool is_empty = response.body().empty() && !response.is_streamed();
    const std::string_view given = is_empty ? std::string_view{} : response.header("Content-Type").value_or("an unnamed type");
    std::string expected;
    std::string wrong;
    for (const DeclaredResponse* const one : declared) {
        if (says_nothing(*one)) return;
        const std::string media_type = media_type_of(*one);
        if (essence(media_type) == essence(given) || covers(media_type, given)) {
            if (one->read == nullptr || response.is_streamed()) return;
            wrong = listed(one->read(response.body()));
            if (wrong.empty()) return;
        }
        expected += (expected.empty() ? "" : " or ") + (media_type.empty() ? "no content" : media_type);
    }
    if (!wrong.empty()) refuse(response, "with content that is not what it declares: " + wrong);
    refuse(response, (is_empty ? "without content" : "with " + std::string{essence(given)}) + ", but declares " + expected);
}

void ResponseDeclaration::refuse(const Response& response, std::string_view what) const {
    std::string text = route_ + " answered " + std::to_string(number(response.status()));
    text += what.front() == ',' ? "" : what.starts_with("with") ? " " : ", ";
    throw ResponseMismatch{text.append(what)};
}

}  // namespace serval
