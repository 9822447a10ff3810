#include "pipeline/recorder.hpp"

using namespace serval;

namespace {

/** Something of a request that a controller needs. */
struct Visit {
    std::string path;
};

/** One of each request: it may keep in its members what belongs to the request. */
class Counter {
public:
    Counter(Visit& visit, Request& request, test::Trail& trail) : visit_{visit}, request_{request}, trail_{trail} { trail_.add("made"); }
    ~Counter() { trail_.add("gone"); }
    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    static void routes(Routes<Counter>& r) {
        r.get<"/plain">(&Counter::plain);
        r.get<"/blocking">(&Counter::plain).blocking();
        r.get<"/task">(&Counter::task);
        r.get<"/throws">(&Counter::throws);
        r.get<"/wrong">(&Counter::wrong);
    }

    std::string plain() { return said(); }
    Task<std::string> task() {
        ++calls_;
        co_await sleep_for(std::chrono::milliseconds{1});
        --calls_;
        co_return said();
    }
    std::string throws() { throw Conflict{}; }
    std::string wrong(Query<"n", int>) { return said(); }

private:
    std::string said() {
        return std::to_string(++calls_) + " of " + visit_.path + " for " + std::string{request_.header("X-Name").value_or("nobody")};
    }

    Visit& visit_;
    Request& request_;
    test::Trail& trail_;
    int calls_ = 0;
};

App counter_app(const test::TrailPtr& trail) {
    App app{test::settings()};
    app.use(test::recording(trail, "middleware"));
    app.provide_per_request<Visit>([](Request& request) { return Visit{std::string{request.path()}}; });
    app.own<test::Trail>(trail);
    app.provide_per_request<Counter>(
        [](Visit& visit, Request& request, test::Trail& steps) { return std::make_shared<Counter>(visit, request, steps); });
    return app;
}

std::string mistakes_of(App& app) {
    try {
        app.build();
    } catch (const AppError& error) {
        return error.what();
    }
    return "none";
}

/** Needs what nobody provides. */
class Lost {
public:
    explicit Lost(Visit&) {}
    static void routes(Routes<Lost>& r) { r.get<"">(&Lost::get); }
    int get() { return 1; }
};

}  // namespace

TEST_CASE("a controller that is made for each request shares nothing with the next", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    App app = counter_app(trail);
    app.mount<"/c", Counter>();
    test::Client client{std::move(app)};
    for (const std::string route : {"/c/plain", "/c/blocking", "/c/task"}) {
        CAPTURE(route);
        CHECK(client.request(Method::get, route).header("X-Name", "ann").send().as<std::string>() == "1 of " + route + " for ann");
        CHECK(client.get(route).as<std::string>() == "1 of " + route + " for nobody");
        const std::vector<std::string> once{"> middleware", "made", "< middleware", "gone"};
        auto steps = trail->take();
        REQUIRE(steps.size() == 8);
        CHECK(std::vector<std::string>(steps.begin(), steps.begin() + 4) == once);
        CHECK(std::vector<std::string>(steps.begin() + 4, steps.end()) == once);
    }
}

TEST_CASE("a controller of a request is not made for wrong input, and gone before middlewares leave when it fails", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    App app = counter_app(trail);
    app.mount<"/c", Counter>();
    test::Client client{std::move(app)};
    CHECK(client.get("/c/wrong").status() == Status::bad_request);
    CHECK(trail->take() == std::vector<std::string>{"> middleware", "< middleware"});
    CHECK(client.get("/c/throws").status() == Status::conflict);
    CHECK(trail->take() == std::vector<std::string>{"> middleware", "made", "gone", "< middleware"});
}

TEST_CASE("it does not matter whether a controller's factory comes before or after it is mounted", "[pipeline]") {
    App app{test::settings()};
    app.mount<"/lost", Lost>();
    app.provide_per_request<Visit>([](Request&) { return Visit{}; });
    app.provide_per_request<Lost>([](Visit& visit) { return Lost{visit}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/lost").body() == "1");
}

TEST_CASE("what a controller of a request lacks is told when the app is built", "[pipeline]") {
    App app{test::settings()};
    app.provide_per_request<Lost>([](Visit& visit) { return Lost{visit}; });
    app.mount<"/lost", Lost>();
    const std::string text = mistakes_of(app);
    CHECK(text.find("Lost\" needs") != std::string::npos);
    CHECK(text.find("GET /lost belongs to") != std::string::npos);
}

TEST_CASE("a controller of the app that needs the request is told how to be made", "[pipeline]") {
    App app{test::settings()};
    app.provide_per_request<Visit>([](Request&) { return Visit{}; });
    app.own<test::Trail>(std::make_shared<test::Trail>());
    app.mount<"/c", Counter>();
    CHECK(mistakes_of(app).find("app.provide_per_request") != std::string::npos);
}
