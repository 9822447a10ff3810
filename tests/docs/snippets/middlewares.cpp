#include <catch2/catch.hpp>

#include <serval/testing.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

App make_app() {
    App app{test::settings()};
    // [app]
    app.use(forwarded({.proxies = {"10.0.0.0/8", "unix"}}))
        .use(trusted_hosts({"shop.example", ".shop.example"}))
        .use(security_headers({.hsts = 24h * 365}))
        .use(cors({.origins = {"https://www.shop.example"}, .credentials = true}));
    // [/app]
    app.get<"/prices">([] { return Text{"1.50"}; });
    return app;
}

}  // namespace

TEST_CASE("the shop's middlewares do what their page says", "[docs]") {
    test::Client client{make_app()};
    const auto ask = [&](Method method, std::string_view host) {
        return client.request(method, "/prices").header("Host", host).header("Origin", "https://www.shop.example");
    };
    auto good = ask(Method::get, "shop.example").send();
    CHECK(good.status() == Status::ok);
    CHECK(good.header("Access-Control-Allow-Origin") == "https://www.shop.example");
    CHECK(good.header("X-Content-Type-Options") == "nosniff");
    CHECK(ask(Method::get, "evil.example").send().status() == Status::bad_request);
    auto preflight = ask(Method::options, "shop.example").header("Access-Control-Request-Method", "GET").send();
    CHECK(preflight.status() == Status::no_content);
    CHECK(preflight.header("Access-Control-Allow-Credentials") == "true");
}

TEST_CASE("sharing with everybody, credentials included, is refused when the app is built", "[docs]") {
    App app{test::settings()};
    // [mistake]
    app.use(cors({.origins = {"*"}, .credentials = true}));
    // [/mistake]
    CHECK_THROWS_WITH(app.build(), Catch::Contains("credentials from any origin would let every site act in its visitors' names"));
}
