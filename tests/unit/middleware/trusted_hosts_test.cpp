#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "mistakes.hpp"

using namespace serval;

namespace {

App app_of(std::vector<std::string> hosts) {
    App app{test::settings()};
    app.use(trusted_hosts(std::move(hosts)));
    app.get<"/">([] { return Text{"here"}; });
    return app;
}

}  // namespace

TEST_CASE("only hosts that are trusted are served", "[middleware]") {
    test::Client client{app_of({"shop.example", ".Api.example", "[::1]"})};
    const auto status = [&](std::string_view host) { return client.request(Method::get, "/").header("Host", host).send().status(); };
    for (const std::string_view host : {"shop.example", "SHOP.example:8080", "api.example", "v1.api.example", "a.b.api.example", "[::1]:80"}) {
        CAPTURE(host);
        CHECK(status(host) == Status::ok);
    }
    for (const std::string_view host : {"evil.example", "www.shop.example", "shop.example.evil.example", "evilapi.example", "127.0.0.1", "a/b"}) {
        CAPTURE(host);
        CHECK(status(host) == Status::bad_request);
    }
    CHECK(client.request(Method::get, "/").header("Host", "evil.example").send().json()["code"] == "untrusted_host");
}

TEST_CASE("what is no host is told when the app is built", "[middleware]") {
    App none = app_of({});
    CHECK(test::mistakes_of(none).size() == 1);
    App wrong = app_of({"https://shop.example", "shop.example:8080", "*.shop.example", "shop.example/x", "shop.example", ""});
    const auto mistakes = test::mistakes_of(wrong);
    CAPTURE(mistakes);
    CHECK(mistakes.size() == 5);
    CHECK(mistakes.front() == "the app uses the middleware \"trusted hosts\", which is at odds with itself: \"https://shop.example\" is no host: "
                              "write a name such as \"shop.example\", or \".shop.example\" for all below it");
}
