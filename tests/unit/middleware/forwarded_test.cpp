#include <catch2/catch.hpp>

#include <serval/http/uri.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "mistakes.hpp"

using namespace serval;

namespace {

App app_behind(ForwardedOptions options) {
    App app{test::settings()};
    app.use(forwarded(std::move(options)));
    app.get<"/">([](const Request& request) {
        return Text{request.connection().remote_address + " " + Origin::of(request).value().to_string()};
    });
    app.get<"/rare">([] { return Text{"x"}; }).throttle(throttle::anonymous("1/day"));
    return app;
}

using Sent = std::vector<std::pair<std::string_view, std::string_view>>;

std::string seen(const ForwardedOptions& options, const Sent& fields) {
    test::Client client{app_behind(options)};
    auto request = client.request(Method::get, "/");
    request.header("Host", "inner");
    for (const auto& [name, value] : fields) request.header(name, value);
    return std::string{request.send().body()};
}

const ForwardedOptions by_x{.proxies = {"127.0.0.1", "10.0.0.0/8"}};
const ForwardedOptions by_rfc{.proxies = {"127.0.0.1", "10.0.0.0/8"}, .fields = ForwardedFields::forwarded};

}  // namespace

TEST_CASE("behind a believed proxy the client is seen", "[middleware]") {
    CHECK(seen(by_x, {{"X-Forwarded-For", "203.0.113.7"}, {"X-Forwarded-Proto", "https"}, {"X-Forwarded-Host", "shop.example"}}) ==
          "203.0.113.7 https://shop.example");
    CHECK(seen(by_x, {{"X-Forwarded-For", "203.0.113.7:4711"}}) == "203.0.113.7 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-For", "[2001:DB8::7]:4711"}}) == "2001:db8::7 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-For", "2001:db8::7"}}) == "2001:db8::7 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-Proto", "https"}}) == "127.0.0.1 https://inner");
    CHECK(seen(by_x, {}) == "127.0.0.1 http://inner");
}

TEST_CASE("of several hops the last that is no believed proxy is the client; what it says itself counts for nothing", "[middleware]") {
    CHECK(seen(by_x, {{"X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.1.2.3"}}) == "203.0.113.7 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-For", "203.0.113.7 , 10.1.2.3"}}) == "203.0.113.7 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.1.2.3"}, {"X-Forwarded-Proto", "http, https, http"}}) ==
          "203.0.113.7 https://inner");
    CHECK(seen(by_x, {{"X-Forwarded-For", "10.9.9.9, 10.1.2.3"}}) == "10.9.9.9 http://inner");
}

TEST_CASE("a client that is not named by an address leaves the proxy's", "[middleware]") {
    CHECK(seen(by_x, {{"X-Forwarded-For", "unknown, 10.1.2.3"}}) == "10.1.2.3 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-For", ","}}) == "127.0.0.1 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-For", "203.0.113.7,, 10.1.2.3,"}}) == "203.0.113.7 http://inner");
    CHECK(seen(by_rfc, {{"Forwarded", "for=_hidden;proto=https"}}) == "127.0.0.1 https://inner");
}

TEST_CASE("Forwarded is read as RFC 7239 writes it", "[middleware]") {
    CHECK(seen(by_rfc, {{"Forwarded", R"(for=198.51.100.1, For="[2001:db8::7]:4711";Proto=HTTPS;host="shop.example:8443", for=10.1.2.3;proto=http)"}}) ==
          "2001:db8::7 https://shop.example:8443");
    CHECK(seen(by_rfc, {{"Forwarded", "for=203.0.113.7"}, {"X-Forwarded-For", "198.51.100.1"}}) == "203.0.113.7 http://inner");
}

TEST_CASE("fields that a proxy does not set, or from one that is not believed, count for nothing", "[middleware]") {
    const Sent both{{"X-Forwarded-For", "203.0.113.7"}, {"X-Forwarded-Proto", "https"}, {"Forwarded", "for=198.51.100.1;proto=https"}};
    CHECK(seen({.proxies = {"10.0.0.0/8", "unix"}}, both) == "127.0.0.1 http://inner");
    CHECK(seen(by_rfc, {{"X-Forwarded-For", "203.0.113.7"}}) == "127.0.0.1 http://inner");
    CHECK(seen({.proxies = {"127.0.0.1"}, .host = false}, {{"X-Forwarded-Host", "evil.example"}}) == "127.0.0.1 http://inner");
    CHECK(seen(by_x, {{"X-Forwarded-Host", "evil example"}}) == "127.0.0.1 http://inner");
}

TEST_CASE("throttles count the client, not the proxy", "[middleware]") {
    test::Client client{app_behind(by_x)};
    const auto status_for = [&](std::string_view address) {
        return client.request(Method::get, "/rare").header("X-Forwarded-For", address).send().status();
    };
    CHECK(status_for("203.0.113.7") == Status::ok);
    CHECK(status_for("203.0.113.7") == Status::too_many_requests);
    CHECK(status_for("203.0.113.8") == Status::ok);
}

TEST_CASE("proxies that are none are told when the app is built", "[middleware]") {
    App app = app_behind({});
    CHECK(test::mistakes_of(app).size() == 1);
    App wrong = app_behind({.proxies = {"proxy.example", "10.0.0.1/8", "10.0.0.0/8"}});
    CHECK(test::mistakes_of(wrong).size() == 2);
}
