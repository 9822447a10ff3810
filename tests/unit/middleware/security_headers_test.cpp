#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "mistakes.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

App app_with(SecurityHeaders headers) {
    App app{test::settings()};
    app.use(forwarded({.proxies = {"127.0.0.1"}})).use(security_headers(std::move(headers)));
    app.get<"/">([] { return Text{"here"}; });
    app.get<"/framed">([] { return std::move(Response::text("x").set_header("X-Frame-Options", "SAMEORIGIN")); });
    return app;
}

}  // namespace

TEST_CASE("browsers are told to be careful with every answer, errors included", "[middleware]") {
    test::Client client{app_with({})};
    for (const std::string_view path : {"/", "/none"}) {
        const auto response = client.get(path);
        CHECK(response.header("X-Content-Type-Options") == "nosniff");
        CHECK(response.header("X-Frame-Options") == "DENY");
        CHECK(response.header("Referrer-Policy") == "same-origin");
        CHECK(response.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(response.header("Content-Security-Policy").empty());
        CHECK(response.header("Strict-Transport-Security").empty());
    }
}

TEST_CASE("an answer may say otherwise, and what is empty is not sent", "[middleware]") {
    test::Client client{app_with({.referrer_policy = "", .content_security_policy = "default-src 'self'", .permissions_policy = "camera=()"})};
    CHECK(client.get("/framed").header("X-Frame-Options") == "SAMEORIGIN");
    CHECK(client.get("/").header("Referrer-Policy").empty());
    CHECK(client.get("/").header("Content-Security-Policy") == "default-src 'self'");
    CHECK(client.get("/").header("Permissions-Policy") == "camera=()");
}

TEST_CASE("browsers are told to come by TLS over TLS alone", "[middleware]") {
    test::Client client{app_with({.hsts = 24h, .hsts_include_subdomains = true, .hsts_preload = true})};
    CHECK(client.get("/").header("Strict-Transport-Security").empty());
    CHECK(client.request(Method::get, "/").header("X-Forwarded-Proto", "https").send().header("Strict-Transport-Security") ==
          "max-age=86400; includeSubDomains; preload");
}

TEST_CASE("what cannot be sent is told when the app is built", "[middleware]") {
    App app = app_with({.content_security_policy = "default-src\r\n'self'", .hsts = -1s});
    CHECK(test::mistakes_of(app).size() == 2);
}
