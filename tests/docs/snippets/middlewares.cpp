#include <catch2/catch.hpp>

#include <serval/middleware/https_redirect.hpp>
#include <serval/middleware/compression.hpp>
#include <serval/middleware/concurrency_limit.hpp>
#include <serval/middleware/csrf.hpp>
#include <serval/middleware/decompression.hpp>
#include <serval/middleware/maintenance.hpp>
#include <serval/middleware/metrics.hpp>
#include <serval/middleware/server_timing.hpp>
#include <serval/middleware/timeout.hpp>
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

struct Price {
    int cents = 0;
};

// [conditions]
Price set_price(Body<Price> price, Preconditions conditions, Inject<Price> kept) {
    conditions.require({EntityTag::of(to_json(*kept))});   // 428 without If-Match, 412 where another change came first
    *kept = *price;
    return *kept;
}
// [/conditions]

}  // namespace

TEST_CASE("a change is made to what the client has seen, and a client that has the answer is spared it", "[docs]") {
    App app{test::settings()};
    app.own(Price{150});
    // [conditional]
    app.use(conditional());
    app.get<"/price">([](Inject<Price> kept) { return *kept; });
    app.put<"/price">(set_price).response(Status::precondition_required);
    // [/conditional]
    test::Client client{std::move(app)};
    const std::string tag = client.get("/price").header("ETag");
    CHECK(client.request(Method::get, "/price").header("If-None-Match", tag).send().status() == Status::not_modified);
    CHECK(client.put("/price", {{"cents", 175}}).status() == Status::precondition_required);
    CHECK(client.request(Method::put, "/price").header("If-Match", tag).json({{"cents", 175}}).send().status() == Status::ok);
    CHECK(client.request(Method::put, "/price").header("If-Match", tag).json({{"cents", 180}}).send().status() == Status::precondition_failed);
}

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

TEST_CASE("an order of middlewares that cannot be meant is refused when the app is built", "[docs]") {
    App app{test::settings()};
    // [order]
    app.use(https_redirect()).use(forwarded({.proxies = {"10.0.0.5"}}));
    // [/order]
    CHECK_THROWS_WITH(app.build(), Catch::Contains("the app uses the middleware \"forwarded\" behind \"https redirect\", which takes what a proxy brings for "
                                                   "sent without TLS, and sends its clients round in circles: put it before that one"));
}

TEST_CASE("whoever comes without TLS is sent where there is some", "[docs]") {
    App app{test::settings()};
    // [https]
    app.use(forwarded({.proxies = {"127.0.0.1"}}))
        .use(trusted_hosts({"shop.example"}))
        .use(https_redirect())
        .use(security_headers({.hsts = 24h * 365}));
    // [/https]
    app.get<"/prices">([] { return Text{"1.50"}; });
    test::Client client{std::move(app)};
    const auto ask = [&](std::string_view scheme) {
        return client.request(Method::get, "/prices").header("Host", "shop.example").header("X-Forwarded-Proto", scheme).send();
    };
    CHECK(ask("http").status() == Status::permanent_redirect);
    CHECK(ask("http").header("Location") == "https://shop.example/prices");
    CHECK(ask("https").body() == "1.50");
    CHECK(ask("https").header("Strict-Transport-Security") == "max-age=31536000");
}

namespace {

const std::vector<std::string> many_words(200, "word");

}  // namespace

TEST_CASE("answers leave compressed, and compressed content is taken", "[docs]") {
    App app{test::settings()};
    // [compression]
    app.use(compression()).use(conditional());
    app.get<"/words">([] { return many_words; });
    app.get<"/account">([] { return std::move(Response::json(R"({"key":"…"})").set_header("Cache-Control", "no-transform")); });
    // [/compression]
    // [decompression]
    app.use(decompression()).body_limit(256 * 1024);
    // [/decompression]
    app.post<"/words">([](Body<std::vector<std::string>> words) { return Text{std::to_string(words->size())}; });
    test::Client client{std::move(app)};
    const auto packed = client.request(Method::get, "/words").header("Accept-Encoding", "gzip").send();
    CHECK(packed.header("Content-Encoding") == "gzip");
    CHECK(packed.header("ETag").starts_with("W/"));
    const auto told = client.request(Method::post, "/words").body(packed.body(), "application/json").header("Content-Encoding", "gzip").send();
    CHECK(told.body() == "200");
    CHECK(client.request(Method::get, "/account").header("Accept-Encoding", "gzip, identity;q=0").send().header("Content-Encoding").empty());
    CHECK(client.request(Method::post, "/words").body("…", "application/json").header("Content-Encoding", "zstd").send().header("Accept-Encoding") == "gzip, deflate, br");
}

TEST_CASE("a service refuses what is too much, takes too long, or comes while it is closed", "[docs]") {
    App app{test::settings()};
    // [concurrency]
    auto reports = app.group<"/reports">();
    reports.use(concurrency_limit(8, 5s));
    // [/concurrency]
    // [timeout]
    reports.use(timeout(2s));
    // [/timeout]
    reports.get<"/today">([] { return Text{"fine"}; });
    app.permit(none);
    // [maintenance]
    const auto closed = std::make_shared<MaintenanceSwitch>();
    app.use(maintenance(closed, {.open = {"/healthz", "/readyz", "/admin"}}));
    app.post<"/admin/close">([closed] { closed->turn_on(15min); }).permit(is_staff);
    app.post<"/admin/open">([closed] { closed->turn_off(); }).permit(is_staff);
    // [/maintenance]
    app.authenticate(BasicAuth{[](std::string_view, std::string_view) -> std::optional<User> { return std::nullopt; }});
    test::Client client{std::move(app)};
    CHECK(client.get("/reports/today").body() == "fine");
    User staff{.id = "1"};
    staff.is_staff = true;
    client.force_authenticate(staff);
    CHECK(client.post("/admin/close").status() == Status::no_content);
    CHECK(client.get("/reports/today").header("Retry-After") == "900");
    CHECK(client.get("/healthz").status() == Status::ok);
    CHECK(client.post("/admin/open").status() == Status::no_content);
    CHECK(client.get("/reports/today").body() == "fine");
}

TEST_CASE("a service tells how it fares", "[docs]") {
    App app{test::settings()};
    // [metrics]
    const auto counted = metrics();
    app.use(counted);
    app.get<"/metrics">(MetricsPage{counted}).hide();
    // [/metrics]
    // [timing]
    app.use(server_timing());
    app.get<"/prices">([](Request& request) {
        const auto read = std::chrono::milliseconds{12};   // as a driver tells it
        timing_of(request).add("db", read);
        const auto rendering = timing_of(request).measure("render", "price list");
        return Text{"1.50"};
    });
    // [/timing]
    test::Client client{std::move(app)};
    const std::string timing = client.get("/prices").header("Server-Timing");
    CHECK(timing.starts_with("total;dur="));
    CHECK_THAT(timing, Catch::Contains(", db;dur=12.000, render;desc=\"price list\";dur="));
    CHECK_THAT(client.get("/metrics").body(), Catch::Contains("http_requests_total{method=\"GET\",route=\"/prices\",status=\"2xx\"} 1\n"));
}

TEST_CASE("other sites' pages change nothing", "[docs]") {
    App app{test::settings()};
    // [csrf]
    auto site = app.group<"/shop">();
    site.use(csrf({.trusted_origins = {"https://www.shop.example"}}));
    // [/csrf]
    site.get<"/cart">([] { return Text{"empty"}; });
    site.post<"/cart">([] { return Text{"filled"}; });
    test::Client client{std::move(app)};
    client.enforce_csrf();
    client.get("/shop/cart");
    const std::string token = client.cookies().find("__Host-csrftoken").value();
    const auto post = [&](std::string_view origin) {
        return client.request(Method::post, "/shop/cart").header("Origin", origin).header("X-CSRFToken", token).send().status();
    };
    CHECK(post("https://www.shop.example") == Status::created);
    CHECK(post("https://evil.example") == Status::forbidden);
    CHECK(client.post("/shop/cart").status() == Status::forbidden);
}
