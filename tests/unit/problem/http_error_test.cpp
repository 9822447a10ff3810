#include <serval/problem/http_error.hpp>

#include <catch2/catch.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct OutOfStock : StatusError<Status::service_unavailable> {
    OutOfStock() : StatusError{"The shelf is empty.", "out_of_stock"} {}
};

Problem caught(const auto& thrown) {
    try {
        throw thrown;
    } catch (const HttpError& error) {
        return error.problem();
    }
}

}  // namespace

TEST_CASE("a thrown error is caught as a problem", "[problem]") {
    const Problem problem = caught(NotFound{"No such book."});
    CHECK(problem.status == Status::not_found);
    CHECK(problem.code == "not_found");
    CHECK(problem.detail == "No such book.");
}

TEST_CASE("an error without words says the usual ones", "[problem]") {
    CHECK(caught(NotFound{}).detail == "Not found.");
    CHECK(caught(Forbidden{}).code == "permission_denied");
    CHECK(caught(Unauthorized{}).code == "not_authenticated");
    CHECK(caught(AuthenticationFailed{}).detail == "Incorrect authentication credentials.");
    CHECK(caught(AuthenticationFailed{"Expired."}).code == "authentication_failed");
    CHECK(caught(Conflict{"Taken.", "isbn_taken"}).code == "isbn_taken");
}

TEST_CASE("every type of error knows its status before there is one", "[problem]") {
    STATIC_REQUIRE(BadRequest::status == Status::bad_request);
    STATIC_REQUIRE(AuthenticationFailed::status == Status::unauthorized);
    STATIC_REQUIRE(MethodNotAllowed::status == Status::method_not_allowed);
    STATIC_REQUIRE(NotAcceptable::status == Status::not_acceptable);
    STATIC_REQUIRE(RequestTimeout::status == Status::request_timeout);
    STATIC_REQUIRE(Gone::status == Status::gone);
    STATIC_REQUIRE(PreconditionFailed::status == Status::precondition_failed);
    STATIC_REQUIRE(ContentTooLarge::status == Status::content_too_large);
    STATIC_REQUIRE(UnsupportedMediaType::status == Status::unsupported_media_type);
    STATIC_REQUIRE(UnprocessableContent::status == Status::unprocessable_content);
    STATIC_REQUIRE(PreconditionRequired::status == Status::precondition_required);
    STATIC_REQUIRE(InternalServerError::status == Status::internal_server_error);
    STATIC_REQUIRE(NotImplemented::status == Status::not_implemented);
    STATIC_REQUIRE(ValidationFailed::status == Status::bad_request);
    CHECK(NotImplemented{}.problem().status == NotImplemented::status);
}

TEST_CASE("what() is the detail, or the title where there is none", "[problem]") {
    CHECK(std::string{Gone{"Sold."}.what()} == "Sold.");
    CHECK(std::string{HttpError{Problem{Status::locked}}.what()} == "Locked");
}

TEST_CASE("an error that says when to return carries Retry-After", "[problem]") {
    CHECK(TooManyRequests{30s}.problem().headers.find("Retry-After") == "30");
    CHECK(ServiceUnavailable{5s}.problem().headers.find("Retry-After") == "5");
    CHECK(TooManyRequests{}.problem().headers.empty());
    CHECK(TooManyRequests{"Slow down."}.problem().detail == "Slow down.");
}

TEST_CASE("a failed validation names its fields", "[problem]") {
    const Problem problem = caught(ValidationFailed{"/year", "Not before 1450.", "min_value"});
    CHECK(problem.detail == "Invalid input.");
    CHECK(problem.code == "invalid");
    REQUIRE(problem.errors.size() == 1);
    CHECK(problem.errors[0].pointer == "/year");
    CHECK(problem.errors[0].code == "min_value");
}

TEST_CASE("an error of the user's own is one short class", "[problem]") {
    const Problem problem = caught(OutOfStock{});
    CHECK(problem.status == Status::service_unavailable);
    CHECK(problem.code == "out_of_stock");
}

TEST_CASE("header fields can be added before an error is thrown", "[problem]") {
    Unauthorized error;
    error.problem().headers.add("WWW-Authenticate", "Bearer");
    CHECK(caught(error).headers.contains("WWW-Authenticate"));
}
