#include <thread>

#include "mistakes.hpp"
#include "pipeline/recorder.hpp"
#include "server/app_core.hpp"
#include "server/route_listing.hpp"

using namespace serval;

namespace {

std::string this_thread_name() { return (std::ostringstream{} << std::this_thread::get_id()).str(); }

std::string where() { return this_thread_name(); }

Task<std::string> where_in_a_task() { co_return this_thread_name(); }

class Mixed {
public:
    static void routes(Routes<Mixed>& r) {
        r.blocking();
        r.get<"/inherited">(&Mixed::plain);
        r.get<"/not">(&Mixed::plain).blocking(none);
        r.get<"/task">(&Mixed::task);
    }
    std::string plain() { return where(); }
    Task<std::string> task() { return where_in_a_task(); }
};

/** Holds the thread of whoever uses it. */
struct Slow {
    static constexpr bool blocks = true;
};
struct OnSlow {};
struct Remembers {
    static constexpr bool blocks = false;
};

class SlowController {
public:
    explicit SlowController(Slow&) {}
    static void routes(Routes<SlowController>& r) { r.get<"">(&SlowController::get); }
    int get() { return 1; }
};

/** An app whose services of a request hold their thread. */
App slow_app() {
    App app{test::settings()};
    app.provide_per_request<Slow>([](Request&) { return Slow{}; });
    app.provide_per_request<OnSlow>([](Slow&) { return OnSlow{}; });
    app.provide_per_request<Remembers>([](Slow&) { return Remembers{}; });
    return app;
}

}  // namespace

TEST_CASE("a controller is blocking as a whole, but for endpoints that say no and coroutines", "[pipeline]") {
    App app{test::settings()};
    app.mount<"/mixed", Mixed>();
    test::Client client{std::move(app)};
    const std::string here = this_thread_name();
    CHECK(client.get("/mixed/inherited").as<std::string>() != here);
    CHECK(client.get("/mixed/not").as<std::string>() == here);
    CHECK(client.get("/mixed/task").as<std::string>() == here);
}

TEST_CASE("of several levels that say whether they block, the nearest wins", "[pipeline]") {
    App app{test::settings()};
    app.blocking();
    app.get<"/app">(&where);
    auto light = app.group<"/light">();
    light.blocking(none);
    light.get<"/not">(&where);
    light.get<"/again">(&where).blocking();
    test::Client client{std::move(app)};
    const std::string here = this_thread_name();
    CHECK(client.get("/app").as<std::string>() != here);
    CHECK(client.get("/light/not").as<std::string>() == here);
    CHECK(client.get("/light/again").as<std::string>() != here);
}

TEST_CASE("an app that is blocking answers for its health on the loop", "[pipeline]") {
    App app{test::settings()};
    app.blocking();
    app.build();
    const std::string listing = list_routes(app.core().pipeline());
    CHECK(listing.find("/healthz  blocking") == std::string::npos);
    CHECK(listing.find("/readyz        blocking") != std::string::npos);
}

TEST_CASE("only a coroutine that says itself that it is blocking is a mistake", "[pipeline]") {
    App app{test::settings()};
    app.blocking();
    app.get<"/inherits">(&where_in_a_task);
    app.get<"/says">(&where_in_a_task).blocking();
    const auto mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes[0].find("GET /says is a coroutine and .blocking()") == 0);
}

TEST_CASE("who asks for a service that holds its thread is told so when the app is built", "[pipeline]") {
    App app = slow_app();
    app.get<"/itself">([](Inject<Slow>) { return 1; });
    app.get<"/behind">([](Inject<OnSlow>) { return 1; });
    app.get<"/task">([](Inject<OnSlow>) -> Task<int> { co_return 1; });
    const auto mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 3);
    CHECK_THAT(mistakes[0], Catch::Contains("GET /itself takes Inject<") && Catch::Contains("holds its thread: add .blocking()"));
    CHECK_THAT(mistakes[1], Catch::Contains("GET /behind") && Catch::Contains("by way of") && Catch::Contains("Slow"));
    CHECK_THAT(mistakes[2], Catch::Contains("GET /task") && Catch::Contains("on_worker"));
}

TEST_CASE("a service that holds its thread is for who is blocking, or says not to be", "[pipeline]") {
    App app = slow_app();
    app.get<"/blocking">([](Inject<OnSlow>) { return 1; }).blocking();
    app.get<"/knows">([](Inject<Slow>) { return 1; }).blocking(none);
    app.get<"/cached">([](Inject<Remembers>) { return 1; });   // which says that it does not block, whatever it needs
    CHECK(test::mistakes_of(app).empty());
}

TEST_CASE("a coroutine may ask for what the whole app has, and use it on a worker", "[pipeline]") {
    App app{test::settings()};
    app.own(Slow{});
    app.get<"/task">([](Inject<Slow>) -> Task<int> { co_return 1; });
    CHECK(test::mistakes_of(app).empty());
    App plain{test::settings()};
    plain.own(Slow{});
    plain.get<"/plain">([](Inject<Slow>) { return 1; });
    CHECK(test::mistakes_of(plain).size() == 1);
}

TEST_CASE("a controller that needs what holds its thread is blocking", "[pipeline]") {
    App app{test::settings()};
    app.own(Slow{});
    app.mount<"/slow", SlowController>();
    const auto mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 1);
    CHECK_THAT(mistakes[0], Catch::Contains("GET /slow belongs to") && Catch::Contains("SlowController"));
    App blocking{test::settings()};
    blocking.own(Slow{});
    blocking.mount<"/slow", SlowController>().blocking();
    CHECK(test::mistakes_of(blocking).empty());
}

TEST_CASE("what a blocking handler asks for is made on its worker", "[pipeline]") {
    struct Made {
        std::string on;
    };
    App app{test::settings()};
    app.provide_per_request<Made>([](Request&) { return Made{where()}; });
    app.get<"/">([](Inject<Made> made) { return made->on == where() ? "the same" : "another"; }).blocking();
    test::Client client{std::move(app)};
    CHECK(client.get("/").as<std::string>() == "the same");
}
