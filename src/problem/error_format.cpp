#include <serval/problem/error_format.hpp>

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include <serval/http/request.hpp>
#include <serval/http/response.hpp>

#include "problem/error_schemas.hpp"

namespace serval {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> own_members{"type", "title", "status", "detail", "code", "errors"};

/** The steps of a JSON Pointer, unescaped. */
std::vector<std::string> steps(std::string_view pointer) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/' || result.empty()) result.emplace_back();
        if (pointer[i] == '/') continue;
        const bool escaped = pointer[i] == '~' && i + 1 < pointer.size();
        result.back() += !escaped ? pointer[i] : pointer[++i] == '1' ? '/' : '~';
    }
    return result;
}

/** Further members cannot stand in for those that have a meaning here (RFC 9457 §3.2). */
void add_members(Json& body, const Problem& problem) {
    for (const auto& [name, value] : problem.members) {
        const bool taken = std::find(own_members.begin(), own_members.end(), name) != own_members.end();
        if (!taken) body[name] = value;
    }
}

std::string sentence(const Problem& problem) {
    if (!problem.detail.empty()) return problem.detail;
    const std::string_view usual = default_detail(problem.status);
    return std::string{usual.empty() ? problem.title() : usual};
}

Json as_problem_json(const Problem& problem) {
    Json body{{"type", problem.type.empty() ? "about:blank" : problem.type},
              {"title", problem.title()},
              {"status", number(problem.status)}};
    if (!problem.detail.empty()) body["detail"] = problem.detail;
    if (!problem.code.empty()) body["code"] = problem.code;
    add_members(body, problem);
    for (const FieldError& error : problem.errors) {
        body["errors"].push_back({{"in", name(error.place)},
                                  {"pointer", error.pointer},
                                  {"code", error.code},
                                  {"detail", error.message}});
    }
    return body;
}

/** The list of messages of whatever `pointer` leads to. What is faulty as a whole and in a part is an object already. */
Json& messages_at(Json& body, std::string_view pointer) {
    static constexpr const char* as_a_whole = "non_field_errors";
    Json* node = &body;
    for (std::string& step : steps(pointer)) {
        if (node->is_array()) *node = Json::object({{as_a_whole, std::move(*node)}});
        node = &(*node)[std::move(step)];
    }
    while (node->is_object()) node = &(*node)[as_a_whole];
    return *node;
}

Json as_drf(const Problem& problem) {
    Json body = Json::object();
    for (const FieldError& error : problem.errors) messages_at(body, error.pointer).push_back(error.message);
    if (!problem.errors.empty()) return body;
    body["detail"] = sentence(problem);
    add_members(body, problem);
    return body;
}

/** One step of `loc`: a number where it can be the index of a list. */
Json location(const std::string& step) {
    std::uint32_t index = 0;
    const auto [end, fault] = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool canonical = fault == std::errc{} && end == step.data() + step.size() && std::to_string(index) == step;
    return canonical ? Json(index) : Json(step);
}

Json detail_entry(const FieldError& error) {
    Json loc = Json::array({name(error.place == Place::form ? Place::body : error.place)});
    for (const std::string& step : steps(error.pointer)) loc.push_back(location(step));
    return {{"loc", std::move(loc)}, {"msg", error.message}, {"type", error.code}};
}

Json as_detail_list(const Problem& problem) {
    Json list = Json::array();
    for (const FieldError& error : problem.errors) list.push_back(detail_entry(error));
    if (list.empty()) list.push_back({{"msg", sentence(problem)}, {"type", problem.code}});
    Json body{{"detail", std::move(list)}};
    add_members(body, problem);
    return body;
}

void put_headers(const Headers& from, Headers& to) {
    for (const Headers::Field field : from) to.remove(field.name);
    for (const Headers::Field field : from) to.add(field.name, field.value);
}

}  // namespace

struct ErrorFormat::BuiltIn final : Form {
    BuiltIn(Writer writer, std::string content_type) : writer_{writer}, content_type_{std::move(content_type)} {}

    void write(const Problem& problem, const Request&, Response& response) const override {
        response.set_body(writer_(problem).dump(-1, ' ', false, Json::error_handler_t::replace), content_type_);
    }

    Writer writer_;
    std::string content_type_;
};

ErrorFormat::ErrorFormat(Writer writer, Json schema, std::string content_type)
    : form_{std::make_shared<BuiltIn>(writer, content_type)}, content_type_{std::move(content_type)}, schema_{schema.dump()} {}

ErrorFormat ErrorFormat::problem_json() {
    return {as_problem_json, detail::problem_json_schema(), "application/problem+json"};
}

ErrorFormat ErrorFormat::drf() { return {as_drf, detail::drf_schema(), "application/json"}; }

ErrorFormat ErrorFormat::detail_list() { return {as_detail_list, detail::detail_list_schema(), "application/json"}; }

ErrorFormat& ErrorFormat::describe(const Json& schema, std::string content_type) {
    schema_ = schema.dump();
    content_type_ = std::move(content_type);
    return *this;
}

Json ErrorFormat::schema() const { return Json::parse(schema_); }

void ErrorFormat::render(const Problem& problem, const Request& request, Response& response) const {
    response.set_status(problem.status);
    response.set_body({}, content_type_);
    put_headers(problem.headers, response.headers());
    form_->write(problem, request, response);
}

}  // namespace serval
