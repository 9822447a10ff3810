#include <serval/problem/error_format.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <serval/http/request.hpp>
#include <serval/http/response.hpp>
#include <serval/problem/problems.hpp>

using namespace serval;
using Json = nlohmann::ordered_json;

namespace {

Response rendered(const ErrorFormat& format, const Problem& problem) {
    Response response;
    format.render(problem, Request{}, response);
    return response;
}

Json body(const ErrorFormat& format, const Problem& problem) { return Json::parse(rendered(format, problem).body()); }

Problem with_errors() {
    return problem::invalid({{Place::body, "/title", "required", "This field is required."},
                             {Place::body, "/tags/3", "max_length", "Too long."},
                             {Place::query, "/limit", "invalid", "A valid integer is required."}});
}

}  // namespace

TEST_CASE("by default a problem leaves as problem+json", "[problem]") {
    const Response response = rendered(ErrorFormat::problem_json(), Problem{Status::not_found, "No such book."});
    CHECK(response.status() == Status::not_found);
    CHECK(response.header("Content-Type") == "application/problem+json");
    CHECK(response.body() == R"({"type":"about:blank","title":"Not Found","status":404,"detail":"No such book.","code":"not_found"})");
}

TEST_CASE("problem+json names each faulty value with its place", "[problem]") {
    const Json errors = body(ErrorFormat::problem_json(), with_errors())["errors"];
    REQUIRE(errors.size() == 3);
    CHECK(errors[1] == Json::parse(R"({"in":"body","pointer":"/tags/3","code":"max_length","detail":"Too long."})"));
    CHECK(errors[2]["in"] == "query");
}

TEST_CASE("further members stand in problem+json but shadow none of its own", "[problem]") {
    Problem problem{Status::conflict};
    problem.type = "https://shop.example/taken";
    problem.members = {{"status", "200"}, {"errors", "none"}, {"instance", "/books/7"}};
    const Json json = body(ErrorFormat::problem_json(), problem);
    CHECK(json["status"] == 409);
    CHECK(json["type"] == "https://shop.example/taken");
    CHECK(json["instance"] == "/books/7");
    CHECK_FALSE(json.contains("errors"));
    CHECK_FALSE(json.contains("detail"));
}

TEST_CASE("the drf form lists messages by field, nested as the input is", "[problem]") {
    CHECK(rendered(ErrorFormat::drf(), with_errors()).body() ==
          R"({"title":["This field is required."],"tags":{"3":["Too long."]},"limit":["A valid integer is required."]})");
    CHECK(rendered(ErrorFormat::drf(), with_errors()).header("Content-Type") == "application/json");
}

TEST_CASE("the drf form puts what belongs to no field under non_field_errors", "[problem]") {
    const Problem problem = problem::invalid({{Place::body, "", "invalid", "Finish must occur after start."}});
    CHECK(body(ErrorFormat::drf(), problem) == Json::parse(R"({"non_field_errors":["Finish must occur after start."]})"));
}

TEST_CASE("the drf form keeps a value that is faulty as a whole and in a part", "[problem]") {
    const auto expected = Json::parse(R"({"address":{"non_field_errors":["a","c"],"city":["b"]}})");
    const Problem problem = problem::invalid({{Place::body, "/address", "x", "a"},
                                              {Place::body, "/address/city", "x", "b"},
                                              {Place::body, "/address", "x", "c"}});
    CHECK(body(ErrorFormat::drf(), problem) == expected);
}

TEST_CASE("a field that is called non_field_errors cannot break the drf form", "[problem]") {
    const Problem problem = problem::invalid({{Place::body, "/non_field_errors/deep", "x", "a"}, {Place::body, "", "x", "b"}});
    CHECK(body(ErrorFormat::drf(), problem) ==
          Json::parse(R"({"non_field_errors":{"deep":["a"],"non_field_errors":["b"]}})"));
}

TEST_CASE("the drf form of any other problem is one detail", "[problem]") {
    CHECK(rendered(ErrorFormat::drf(), problem::not_found()).body() == R"({"detail":"Not found."})");
    CHECK(rendered(ErrorFormat::drf(), Problem{Status::forbidden}).body() ==
          R"({"detail":"You do not have permission to perform this action."})");
    CHECK(rendered(ErrorFormat::drf(), Problem{Status::locked}).body() == R"({"detail":"Locked"})");
    CHECK(body(ErrorFormat::drf(), problem::unexpected("r-1"))["request_id"] == "r-1");
}

TEST_CASE("a detail list tells where each faulty value is, list indices as numbers", "[problem]") {
    CHECK(rendered(ErrorFormat::detail_list(), with_errors()).body() ==
          R"({"detail":[{"loc":["body","title"],"msg":"This field is required.","type":"required"},)"
          R"({"loc":["body","tags",3],"msg":"Too long.","type":"max_length"},)"
          R"({"loc":["query","limit"],"msg":"A valid integer is required.","type":"invalid"}]})");
}

TEST_CASE("a step of a detail list that is no index stays text", "[problem]") {
    const Problem problem = problem::invalid({{Place::form, "/007/a~1b/99999999999/m~0n", "x", "y"}});
    CHECK(body(ErrorFormat::detail_list(), problem)["detail"][0]["loc"] ==
          Json::parse(R"(["body","007","a/b","99999999999","m~n"])"));
}

TEST_CASE("the detail list of any other problem has one entry", "[problem]") {
    CHECK(rendered(ErrorFormat::detail_list(), problem::not_found()).body() ==
          R"({"detail":[{"msg":"Not found.","type":"not_found"}]})");
}

TEST_CASE("a user's own form is one function", "[problem]") {
    const ErrorFormat format{[](const Problem& problem, const Request& request, Response& response) {
        response.set_body(std::string{request.path()} + ": " + problem.code, "text/plain");
    }};
    Response response;
    format.render(problem::throttled(std::chrono::seconds{3}), Request{Method::get, "/books?q=1"}, response);
    CHECK(response.body() == "/books: throttled");
    CHECK(response.status() == Status::too_many_requests);
    CHECK(response.header("Retry-After") == "3");
    CHECK(format.schema() == true);
}

TEST_CASE("a user's own form can say what it looks like", "[problem]") {
    ErrorFormat format{[](const Problem&, const Request&, Response& response) { response.body() = "<no/>"; }};
    format.describe(Json{{"type", "string"}}, "application/xml");
    CHECK(format.content_type() == "application/xml");
    CHECK(format.schema() == Json{{"type", "string"}});
    CHECK(rendered(format, Problem{Status::gone}).header("Content-Type") == "application/xml");
}

TEST_CASE("header fields of a problem take the place of the response's own", "[problem]") {
    Response response;
    response.set_header("WWW-Authenticate", "Old");
    response.set_header("Vary", "Origin");
    const std::vector<std::string> challenges{"Bearer", "Basic realm=\"api\""};
    ErrorFormat::problem_json().render(problem::not_authenticated(challenges), Request{}, response);
    CHECK(response.headers().all("WWW-Authenticate") == std::vector<std::string_view>{"Bearer", "Basic realm=\"api\""});
    CHECK(response.header("Vary") == "Origin");
}

TEST_CASE("text that is not UTF-8 cannot make rendering fail", "[problem]") {
    const auto format = GENERATE(0, 1, 2);
    Problem problem = problem::invalid({{Place::body, "/\xFF", "\xC3", "bad \xED\xA0\x80 octets"}});
    problem.members.emplace_back("\xFF", "\xFE");
    problem.detail = "\x80";
    const ErrorFormat formats[] = {ErrorFormat::problem_json(), ErrorFormat::drf(), ErrorFormat::detail_list()};
    CHECK(Json::accept(rendered(formats[format], problem).body()));
}

TEST_CASE("each form describes what it writes", "[problem]") {
    CHECK(ErrorFormat::problem_json().schema()["required"] == Json::parse(R"(["type","title","status"])"));
    const Json error = ErrorFormat::problem_json().schema()["properties"]["errors"]["items"];
    const Json written = body(ErrorFormat::problem_json(), with_errors())["errors"][0];
    for (const auto& [name, value] : written.items()) CHECK(error["properties"].contains(name));
    const Json entry = ErrorFormat::detail_list().schema()["properties"]["detail"]["items"];
    CHECK(entry["properties"]["loc"]["type"] == "array");
    CHECK(ErrorFormat::drf().schema()["type"] == "object");
    CHECK(ErrorFormat::drf().schema()["additionalProperties"]["anyOf"].size() == 3);
}
