#include <catch2/catch.hpp>

#include <serval/http/request.hpp>
#include <serval/http/response.hpp>

using namespace serval;

namespace {

struct Nothing final : ContentSource {
    Pull pull(std::string&, ContentSink&) override { return Pull::end; }
};

}  // namespace

TEST_CASE("a request's target is split at the first question mark", "[http]") {
    const Request request{Method::get, "/a%20b?c=d?e"};
    CHECK(request.target() == "/a%20b?c=d?e");
    CHECK(request.path() == "/a%20b");
    CHECK(request.query_string() == "c=d?e");
    CHECK(Request(Method::get, "/a").query_string().empty());
    CHECK(Request(Method::get, "/a?").query_string().empty());
}

TEST_CASE("a request without a connection came from this process", "[http]") {
    Request request;
    CHECK(request.connection().remote_address == "127.0.0.1");
    Connection connection;
    connection.remote_address = "192.0.2.1";
    request.set_connection(&connection);
    CHECK(request.connection().remote_address == "192.0.2.1");
}

TEST_CASE("a cleared request is as new", "[http]") {
    Request request{Method::post, "/a?b"};
    request.headers().add("A", "1");
    request.mutable_body() = "x";
    request.mutable_path_values().push_back({"id", "7"});
    request.attributes().put(1);
    CHECK(request.path_value("id") == "7");
    request.clear();
    CHECK(request.method() == Method::get);
    CHECK(request.target() == "/");
    CHECK(request.path() == "/");
    CHECK(request.headers().empty());
    CHECK(request.body().empty());
    CHECK_FALSE(request.path_value("id"));
    CHECK(request.attributes().find<int>() == nullptr);
}

TEST_CASE("content comes with its type", "[http]") {
    CHECK(Response::json("{}").header("Content-Type") == "application/json");
    CHECK(Response::text("a").header("Content-Type") == "text/plain; charset=utf-8");
    CHECK(Response::html("a").body() == "a");
    CHECK(Response(Status::created, "a", "text/csv").status() == Status::created);
}

TEST_CASE("new content takes the place of the old, its type and its source", "[http]") {
    Response response = Response::stream(std::make_unique<Nothing>(), "text/csv");
    CHECK(response.is_streamed());
    response.set_body("a", "text/plain");
    CHECK_FALSE(response.is_streamed());
    CHECK(response.headers().all("Content-Type") == std::vector<std::string_view>{"text/plain"});
}

TEST_CASE("a redirect is a 3xx whose location cannot split the response", "[http]") {
    CHECK(Response::redirect("/a").status() == Status::temporary_redirect);
    CHECK(Response::redirect("/a").header("Location") == "/a");
    CHECK_THROWS_AS(Response::redirect("/a", Status::ok), std::invalid_argument);
    CHECK_THROWS_AS(Response::redirect("/a\r\nSet-Cookie: b"), std::invalid_argument);
}

TEST_CASE("a cleared response is an empty 200", "[http]") {
    Response response{Status::created, "a", "text/plain"};
    response.clear();
    CHECK(response.status() == Status::ok);
    CHECK(response.body().empty());
    CHECK(response.headers().empty());
}
