#include <catch2/catch.hpp>

#include <serval/middleware/https_redirect.hpp>
#include <serval/serval.hpp>
#include <serval/testing.hpp>

#include "mistakes.hpp"

using namespace serval;

namespace {

App app_with(HttpsRedirectOptions options = {}, bool is_behind_proxy = false) {
    App app{test::settings()};
    if (is_behind_proxy) app.use(forwarded({.proxies = {"127.0.0.1"}}));
    app.use(https_redirect(std::move(options)));
    app.get<"/books">([] { return "x"; });
    app.post<"/books">([] { return "x"; });
    app.get<"/healthz/deep">([] { return "x"; });
    return app;
}

test::Response ask(test::Client& client, Method method, std::string_view target, std::string_view host = "shop.example") {
    return client.request(method, target).header("Host", host).send();
}

std::string location(const HttpsRedirectOptions& options, std::string_view target, std::string_view host = "shop.example") {
    test::Client client{app_with(options)};
    const auto response = ask(client, Method::get, target, host);
    CHECK(response.status() == Status::permanent_redirect);
    return std::string{response.header("Location")};
}

}  // namespace

TEST_CASE("whoever comes without TLS is sent to the same URL with it, whatever the method, also where there is nothing", "[middleware]") {
    CHECK(location({}, "/books") == "https://shop.example/books");
    CHECK(location({}, "/books?page=2&q=%41") == "https://shop.example/books?page=2&q=%41");
    CHECK(location({}, "/books", "SHOP.example:8080") == "https://shop.example/books");
    CHECK(location({}, "/nowhere") == "https://shop.example/nowhere");
    CHECK(location({.port = 8443}, "/books", "[::1]:80") == "https://[::1]:8443/books");
    CHECK(location({.host = "www.shop.example"}, "/books") == "https://www.shop.example/books");
    test::Client client{app_with()};
    CHECK(ask(client, Method::post, "/books").status() == Status::permanent_redirect);
}

TEST_CASE("behind a proxy that ends TLS nobody is sent round in circles", "[middleware]") {
    test::Client client{app_with({}, true)};
    CHECK(client.request(Method::get, "/books").header("X-Forwarded-Proto", "https").send().status() == Status::ok);
    const auto sent = client.request(Method::get, "/books").header("X-Forwarded-Proto", "http").header("X-Forwarded-Host", "shop.example").send();
    CHECK(sent.status() == Status::permanent_redirect);
    CHECK(sent.header("Location") == "https://shop.example/books");
}

TEST_CASE("what looks after the process is answered without TLS", "[middleware]") {
    test::Client client{app_with()};
    CHECK(ask(client, Method::get, "/healthz/deep").status() == Status::ok);
    CHECK(ask(client, Method::get, "/healthzzz").status() == Status::permanent_redirect);
    test::Client strict{app_with({.open = {}})};
    CHECK(ask(strict, Method::get, "/healthz/deep").status() == Status::permanent_redirect);
}

TEST_CASE("a target cannot lead to another host, nor break out of the field", "[middleware]") {
    CHECK(location({}, "//evil.example/x") == "https://shop.example//evil.example/x");
    CHECK(location({}, "/\\evil.example") == "https://shop.example/%5Cevil.example");
    CHECK(location({}, "/b\xC3\xBC" "cher?q=\xC3\xBC") == "https://shop.example/b%C3%BCcher?q=%C3%BC");
    test::Client client{app_with()};
    for (const char* host : {"shop.example/evil", "evil@shop.example", "a b", ""}) {
        CHECK(ask(client, Method::get, "/books", host).status() == Status::bad_request);
    }
}

TEST_CASE("what is wrong with a redirect to TLS is told when the app is built", "[middleware]") {
    App app = app_with({.host = "https://shop.example", .port = 0, .open = {"healthz"}});
    const auto mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 3);
    CHECK_THAT(mistakes[0], Catch::Contains("\"healthz\" is no path that could stay open"));
    CHECK_THAT(mistakes[1], Catch::Contains("\"https://shop.example\" is no host"));
    CHECK_THAT(mistakes[2], Catch::Contains("nobody listens on port 0"));
}
