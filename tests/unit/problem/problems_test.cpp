#include <serval/problem/problems.hpp>

#include <catch2/catch.hpp>

using namespace serval;
using namespace std::chrono_literals;

TEST_CASE("a problem without a code of its own has the code of its status", "[problem]") {
    CHECK(Problem{Status::not_found}.code == "not_found");
    CHECK(Problem{Status::locked}.code == "error");
    CHECK(Problem{Status::not_found, "", "no_such_book"}.code == "no_such_book");
    CHECK(Problem{Status::not_found}.detail.empty());
}

TEST_CASE("usual codes and sentences are those of Django REST framework", "[problem]") {
    const auto [status, code, detail] = GENERATE(table<Status, std::string_view, std::string_view>({
        {Status::bad_request, "parse_error", "Malformed request."},
        {Status::unauthorized, "not_authenticated", "Authentication credentials were not provided."},
        {Status::forbidden, "permission_denied", "You do not have permission to perform this action."},
        {Status::not_found, "not_found", "Not found."},
        {Status::not_acceptable, "not_acceptable", "Could not satisfy the request Accept header."},
        {Status::uri_too_long, "uri_too_long", "The target is too long."},
        {Status::request_header_fields_too_large, "request_header_fields_too_large", "The head is too large."},
        {Status::too_many_requests, "throttled", "Request was throttled."},
        {Status::internal_server_error, "error", "A server error occurred."},
    }));
    CHECK(default_code(status) == code);
    CHECK(default_detail(status) == detail);
}

TEST_CASE("every step of a JSON Pointer is escaped", "[problem]") {
    std::string pointer;
    append_pointer(pointer, "a/b");
    append_pointer(pointer, "m~n");
    append_pointer(pointer, "");
    CHECK(pointer == "/a~1b/m~0n/");
}

TEST_CASE("a missing field is a faulty value of the body", "[problem]") {
    const Problem problem = problem::missing_field("e/mail");
    CHECK(problem.status == Status::bad_request);
    CHECK(problem.code == "invalid");
    REQUIRE(problem.errors.size() == 1);
    CHECK(problem.errors[0].place == Place::body);
    CHECK(problem.errors[0].pointer == "/e~1mail");
    CHECK(problem.errors[0].code == "required");
    CHECK(problem.errors[0].message == "This field is required.");
}

TEST_CASE("a refusal for who asks carries every challenge", "[problem]") {
    const std::vector<std::string> challenges{"Bearer", "Basic realm=\"api\""};
    CHECK(problem::not_authenticated(challenges).headers.all("WWW-Authenticate").size() == 2);
    const Problem wrong = problem::authentication_failed(challenges, "Token is expired.");
    CHECK(wrong.code == "authentication_failed");
    CHECK(wrong.detail == "Token is expired.");
    CHECK(wrong.headers.find("www-authenticate") == "Bearer");
    CHECK(problem::authentication_failed({}).detail == "Incorrect authentication credentials.");
}

TEST_CASE("a refused method is told which are allowed", "[problem]") {
    const std::vector allowed{Method::get, Method::post, Method::head, Method::options};
    const Problem problem = problem::method_not_allowed(Method::patch, allowed);
    CHECK(problem.status == Status::method_not_allowed);
    CHECK(problem.detail == "Method \"PATCH\" not allowed.");
    CHECK(problem.headers.find("Allow") == "GET, POST, HEAD, OPTIONS");
}

TEST_CASE("a refused media type is told which would be read, whatever octets it had", "[problem]") {
    const std::vector<std::string_view> accepted{"application/json", "application/msgpack"};
    const Problem problem = problem::unsupported_media_type("text/\xFF\r\ncsv", accepted);
    CHECK(problem.detail == "Unsupported media type \"text/???csv\" in request.");
    CHECK(problem.headers.find("Accept") == "application/json, application/msgpack");
    CHECK(problem::unsupported_media_type(std::string(1'000'000, 'x'), accepted).detail.size() < 200);
}

TEST_CASE("what cannot be rendered is told what could be had", "[problem]") {
    const std::vector<std::string_view> available{"application/json"};
    const Problem problem = problem::not_acceptable(available);
    REQUIRE(problem.members.size() == 1);
    CHECK(problem.members[0] == std::pair<std::string, std::string>{"available", "application/json"});
}

TEST_CASE("a throttled client is told when to return", "[problem]") {
    CHECK(problem::throttled(1s).detail == "Request was throttled. Expected available in 1 second.");
    CHECK(problem::throttled(90s).detail == "Request was throttled. Expected available in 90 seconds.");
    CHECK(problem::throttled(90s).headers.find("Retry-After") == "90");
    CHECK(problem::service_unavailable(-5s).headers.find("Retry-After") == "0");
}

TEST_CASE("an unexpected failure tells nothing but the request's name", "[problem]") {
    const Problem problem = problem::unexpected("r-17");
    CHECK(problem.status == Status::internal_server_error);
    CHECK(problem.detail == "A server error occurred.");
    REQUIRE(problem.members.size() == 1);
    CHECK(problem.members[0].second == "r-17");
    CHECK(problem::unexpected("").members.empty());
}
