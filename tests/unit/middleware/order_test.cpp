// Orders of middlewares that cannot be meant.
#include <catch2/catch.hpp>

#include <serval/middleware/https_redirect.hpp>
#include <serval/serval.hpp>
#include <serval/session/sessions.hpp>
#include <serval/testing.hpp>

#include "mistakes.hpp"

using namespace serval;
using test::mistakes_of;

namespace {

std::shared_ptr<Middleware> proxy() { return forwarded({.proxies = {"10.0.0.1"}}); }

template <class... Middlewares>
std::vector<std::string> mistakes_with(Middlewares... middlewares) {
    App app{test::settings()};
    (app.use(middlewares), ...);
    app.get<"/">([] { return 1; });
    return mistakes_of(app);
}

using Mistakes = std::vector<std::string>;

/** Has to be before the one that is called "on_request". */
class Early final : public Middleware {
public:
    std::string name() const override { return "early"; }
    std::vector<MiddlewareOrder> order() const override { return {{"on_request", "which is late"}}; }
};

const auto late = on_request([](Request&) {});

}  // namespace

TEST_CASE("what tells of the client stands before what asks for it", "[middleware]") {
    CHECK(mistakes_with(https_redirect(), proxy()) ==
          Mistakes{"the app uses the middleware \"forwarded\" behind \"https redirect\", which takes what a proxy brings for sent without TLS, and "
                   "sends its clients round in circles: put it before that one"});
    CHECK(mistakes_with(csrf(), proxy()).size() == 1);
    CHECK(mistakes_with(trusted_hosts({"shop.example"}), proxy()).size() == 1);
    CHECK(mistakes_with(trusted_hosts({"shop.example"}), forwarded({.proxies = {"10.0.0.1"}, .host = false})).empty());
    CHECK(mistakes_with(proxy(), trusted_hosts({"shop.example"}), https_redirect(), csrf()).empty());
}

TEST_CASE("nobody is sent to a host that was not looked at, and no preflight to another URL", "[middleware]") {
    CHECK(mistakes_with(https_redirect(), trusted_hosts({"shop.example"})).size() == 1);
    CHECK(mistakes_with(https_redirect(), cors({.origins = {"https://shop.example"}})).size() == 1);
    CHECK(mistakes_with(cors({.origins = {"https://shop.example"}}), https_redirect()).empty());
}

TEST_CASE("what does its work once stands once", "[middleware]") {
    const auto store = std::make_shared<MemoryStore>();
    const Sessions one{store};
    const Sessions other{store, {.cookie = "other"}};
    CHECK(mistakes_with(one.middleware(), other.middleware()) ==
          Mistakes{"the app uses the middleware \"sessions\" behind \"sessions\", which has brought a session already, and would keep another one than it "
                   "brought: leave one of them out"});
    CHECK(mistakes_with(proxy(), proxy()).size() == 1);
    CHECK(mistakes_with(cors({.origins = {"https://a.example"}}), cors({.origins = {"https://b.example"}})).size() == 1);
    CHECK(mistakes_with(timeout(std::chrono::seconds{2}), timeout(std::chrono::seconds{1}), concurrency_limit(1), concurrency_limit(2)).empty());
}

TEST_CASE("orders are looked at over all levels, and each mistake is told once, where it is made", "[middleware]") {
    App app{test::settings()};
    app.use(https_redirect());
    auto group = app.group<"/shop">();
    group.use(proxy());
    group.get<"/a">([] { return 1; });
    group.get<"/b">([] { return 1; }).use(trusted_hosts({"shop.example"}));
    app.get<"/c">([] { return 1; }).use(trusted_hosts({"shop.example"}));
    const auto mistakes = mistakes_of(app);
    REQUIRE(mistakes.size() == 3);
    CHECK_THAT(mistakes[0], Catch::StartsWith("the group \"/shop\" uses the middleware \"forwarded\" behind \"https redirect\""));
    CHECK_THAT(mistakes[1], Catch::StartsWith("GET /shop/b uses the middleware \"trusted hosts\" behind \"https redirect\""));
    CHECK_THAT(mistakes[2], Catch::StartsWith("GET /c uses the middleware \"trusted hosts\" behind \"https redirect\""));
}

TEST_CASE("a middleware of one's own says what it stands before", "[middleware]") {
    CHECK(mistakes_with(late, std::make_shared<Early>()) ==
          Mistakes{"the app uses the middleware \"early\" behind \"on_request\", which is late: put it before that one"});
    CHECK(mistakes_with(std::make_shared<Early>(), late).empty());
}
