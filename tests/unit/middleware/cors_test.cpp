#include <catch2/catch.hpp>

#include <algorithm>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "mistakes.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

const std::string shop = "https://shop.example";

App app_with(CorsOptions options) {
    App app{test::settings()};
    app.use(cors(std::move(options)));
    app.get<"/words">([] { return Text{"word"}; });
    app.get<"/fails">([]() -> Text { throw Conflict{}; });
    app.get<"/varied">([] { return std::move(Response::text("x").set_header("Vary", "Accept, origin")); });
    return app;
}

test::Response get(test::Client& client, std::string_view path, std::string_view origin) {
    return client.request(Method::get, path).header("Origin", origin).send();
}

test::Response preflight(test::Client& client, std::string_view origin, std::string_view method = "PUT", std::string_view headers = "") {
    auto request = client.request(Method::options, "/words");
    request.header("Origin", origin).header("Access-Control-Request-Method", method);
    if (!headers.empty()) request.header("Access-Control-Request-Headers", headers);
    return request.send();
}

using Lines = std::vector<std::string>;

/** What an answer says of other origins. */
Lines told(const test::Response& response) {
    Lines fields;
    for (const auto& [name, value] : response.headers()) {
        if (name.starts_with("Access-Control-") || name == "Vary") fields.push_back(std::string{name} + ": " + std::string{value});
    }
    std::sort(fields.begin(), fields.end());
    return fields;
}

}  // namespace

TEST_CASE("an origin that is allowed may read answers, any other may not", "[middleware]") {
    test::Client client{app_with({.origins = {shop, "HTTPS://Other.Example:443"}})};
    CHECK(told(get(client, "/words", shop)) == Lines{"Access-Control-Allow-Origin: https://shop.example", "Vary: Origin"});
    CHECK(told(get(client, "/words", "https://other.example")) == Lines{"Access-Control-Allow-Origin: https://other.example", "Vary: Origin"});
    for (const std::string_view origin : {"https://shop.example.evil.example", "http://shop.example", "https://shop.example:8443", "null", ""}) {
        CAPTURE(origin);
        CHECK(told(get(client, "/words", origin)) == Lines{"Vary: Origin"});
        CHECK(get(client, "/words", origin).body() == "word");
    }
    CHECK(told(client.get("/words")) == Lines{"Vary: Origin"});
}

TEST_CASE("errors tell an allowed origin what went wrong, 404 and 405 included", "[middleware]") {
    test::Client client{app_with({.origins = {shop}})};
    CHECK(get(client, "/fails", shop).header("Access-Control-Allow-Origin") == shop);
    CHECK(get(client, "/none", shop).header("Access-Control-Allow-Origin") == shop);
    CHECK(client.request(Method::put, "/words").header("Origin", shop).send().header("Access-Control-Allow-Origin") == shop);
}

TEST_CASE("what may be read by any origin is the same for all", "[middleware]") {
    test::Client client{app_with({.origins = {"*"}, .expose = {"X-Total", "ETag"}})};
    const Lines all{"Access-Control-Allow-Origin: *", "Access-Control-Expose-Headers: X-Total, ETag"};
    CHECK(told(get(client, "/words", shop)) == all);
    CHECK(told(client.get("/words")) == all);
}

TEST_CASE("an origin can match a pattern, as a whole", "[middleware]") {
    test::Client client{app_with({.origin_patterns = {R"(https://[a-z]+\.shop\.example)"}})};
    CHECK(get(client, "/words", "https://de.shop.example").header("Access-Control-Allow-Origin") == "https://de.shop.example");
    CHECK(get(client, "/words", "https://de.shop.example.evil.example").header("Access-Control-Allow-Origin").empty());
    CHECK(get(client, "/words", "https://evil.example/https://de.shop.example").header("Access-Control-Allow-Origin").empty());
}

TEST_CASE("documents without an origin are allowed by name alone", "[middleware]") {
    test::Client client{app_with({.origins = {"null"}})};
    CHECK(get(client, "/words", "null").header("Access-Control-Allow-Origin") == "null");
}

TEST_CASE("credentials come along where that is said", "[middleware]") {
    test::Client client{app_with({.origins = {shop}, .credentials = true})};
    CHECK(get(client, "/words", shop).header("Access-Control-Allow-Credentials") == "true");
    CHECK(preflight(client, shop).header("Access-Control-Allow-Credentials") == "true");
    CHECK(get(client, "/words", "https://evil.example").header("Access-Control-Allow-Credentials").empty());
}

TEST_CASE("a preflight is answered before anything else is asked", "[middleware]") {
    App app = app_with({.origins = {shop}, .methods = {"GET", "PUT"}, .headers = {"content-type"}, .expose = {"ETag"}, .max_age = 600s});
    app.authenticate(BasicAuth{[](std::string_view, std::string_view) { return std::nullopt; }}).permit(is_authenticated);
    test::Client client{std::move(app)};
    const auto response = preflight(client, shop, "PUT", "content-type");
    CHECK(response.status() == Status::no_content);
    CHECK(told(response) == Lines{"Access-Control-Allow-Headers: content-type", "Access-Control-Allow-Methods: GET, PUT",
                                   "Access-Control-Allow-Origin: https://shop.example", "Access-Control-Max-Age: 600",
                                   "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers"});
    CHECK(told(preflight(client, "https://evil.example")) ==
          Lines{"Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers"});
}

TEST_CASE("any method and any field are those that were asked for", "[middleware]") {
    test::Client client{app_with({.origins = {shop}, .methods = {"*"}, .headers = {"*"}})};
    const auto response = preflight(client, shop, "PURGE", "x-one, x-two");
    CHECK(response.header("Access-Control-Allow-Methods") == "PURGE");
    CHECK(response.header("Access-Control-Allow-Headers") == "x-one, x-two");
    CHECK(preflight(client, shop).header("Access-Control-Allow-Headers").empty());
}

TEST_CASE("a page of the public network may reach a private one where that is said", "[middleware]") {
    const auto ask = [](bool private_network) {
        test::Client client{app_with({.origins = {shop}, .private_network = private_network})};
        auto request = client.request(Method::options, "/words");
        request.header("Origin", shop).header("Access-Control-Request-Method", "GET");
        return request.header("Access-Control-Request-Private-Network", "true").send();
    };
    CHECK(ask(true).header("Access-Control-Allow-Private-Network") == "true");
    CHECK(ask(false).header("Access-Control-Allow-Private-Network").empty());
}

TEST_CASE("an OPTIONS that is no preflight goes on", "[middleware]") {
    test::Client client{app_with({.origins = {shop}})};
    const auto response = client.request(Method::options, "/words").header("Origin", shop).send();
    CHECK(response.header("Allow") == "GET, HEAD, OPTIONS");
    CHECK(response.header("Access-Control-Allow-Origin") == shop);
}

TEST_CASE("what an answer varies by already is kept", "[middleware]") {
    test::Client client{app_with({.origins = {shop}})};
    CHECK(get(client, "/varied", shop).header("Vary") == "Accept, origin");
}

TEST_CASE("a group's own sharing holds for its preflights", "[middleware]") {
    App app{test::settings()};
    auto group = app.group<"/api">();
    group.use(cors({.origins = {shop}}));
    group.put<"/words">([] { return Text{"word"}; });
    app.put<"/words">([] { return Text{"word"}; });
    test::Client client{std::move(app)};
    auto inside = client.request(Method::options, "/api/words");
    CHECK(inside.header("Origin", shop).header("Access-Control-Request-Method", "PUT").send().header("Access-Control-Allow-Origin") == shop);
    CHECK(preflight(client, shop).header("Access-Control-Allow-Origin").empty());
}

TEST_CASE("sharing that is at odds with itself is told when the app is built", "[middleware]") {
    App app = app_with({.origins = {"*", "https://shop.example/", "shop.example"}, .origin_patterns = {"("}, .methods = {"GET PUT"}, .headers = {"a b"},
                        .max_age = -1s, .credentials = true});
    app.group<"/api">().use(cors({}));
    const auto mistakes = test::mistakes_of(app);
    const auto tells = [&](const std::string& what) {
        CAPTURE(what, mistakes);
        CHECK(std::count_if(mistakes.begin(), mistakes.end(), [&](const std::string& each) { return each.find(what) != std::string::npos; }) == 1);
    };
    tells("the app uses the middleware \"cors\", which is at odds with itself: \"https://shop.example/\" is no origin");
    tells("\"shop.example\" is no origin");
    tells("missing )");
    tells("\"GET PUT\" is no name of a method");
    tells("\"a b\" is no name of a header field");
    tells("any origin, and some by name");
    tells("credentials from any origin");
    tells(".max_age is less than nothing");
    tells("the group \"/api\" uses the middleware \"cors\", which is at odds with itself: it allows no origin");
    tells("the group \"/api\" uses the middleware \"cors\" behind \"cors\", which answers every preflight by its own rules: leave one of them out");
    CHECK(mistakes.size() == 10);
}
