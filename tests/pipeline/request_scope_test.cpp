#include "pipeline/recorder.hpp"

using namespace serval;

namespace {

/** Records what becomes of it; one of each request. */
class Work {
public:
    Work(test::TrailPtr trail, std::string name) : trail_{std::move(trail)}, name_{std::move(name)} {
        trail_->add(name_ + " begins");
    }
    ~Work() { trail_->add(name_ + " ends"); }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    void request_succeeded() {
        trail_->add(name_ + " succeeds");
        if (fails) throw Conflict{"Too late."};
    }

    bool fails = false;

private:
    test::TrailPtr trail_;
    std::string name_;
};

struct Outer : Work { using Work::Work; };
struct Inner : Work { using Work::Work; };

struct Nan {
    double value = std::numeric_limits<double>::quiet_NaN();
};

/** Inner works on Outer, which is therefore made before it. Each route is there twice, the second time on the worker pool. */
App work_app(const test::TrailPtr& trail) {
    App app{test::settings()};
    app.use(test::recording(trail, "middleware"));
    app.provide_per_request<Outer>([trail](Request&) { return Outer{trail, "outer"}; });
    app.provide_per_request<Inner>([trail](Outer&) { return Inner{trail, "inner"}; });
    const auto add = [](auto&& group, const auto& say) {
        say(group.template get<"/good">([](Inject<Inner>) { return 1; }));
        say(group.template get<"/thrown">([](Inject<Inner>) -> int { throw Forbidden{}; }));
        say(group.template get<"/returned">([](Inject<Inner>) -> OneOf<int, Forbidden> { return Forbidden{}; }));
        say(group.template get<"/missing">([](Inject<Inner>) -> std::optional<int> { return std::nullopt; }));
        say(group.template get<"/unwritable">([](Inject<Inner>) { return Nan{}; }));
        say(group.template get<"/fails-late">([](Inject<Inner> inner) { return inner->fails = true, 1; }));
        say(group.template get<"/refused">([](Inject<Inner>, Query<"n", int>) { return 1; }));
    };
    add(app.group<"/plain">(), [](EndpointBuilder) {});
    add(app.group<"/blocking">(), [](EndpointBuilder endpoint) { endpoint.blocking(); });
    app.get<"/plain/later">([](Inject<Inner>) -> Task<int> {
        co_await sleep_for(std::chrono::milliseconds{1});
        co_return 1;
    });
    return app;
}

const std::vector<std::string> went_well{"> middleware",   "outer begins", "inner begins", "inner succeeds",
                                         "outer succeeds", "< middleware", "inner ends",   "outer ends"};

}  // namespace

TEST_CASE("what was made for a request learns that it has gone well, the last made first", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{work_app(trail)};
    CHECK(client.get("/plain/good").status() == Status::ok);
    CHECK(trail->take() == went_well);
    CHECK(client.get("/plain/later").status() == Status::ok);
    CHECK(trail->take() == went_well);
    CHECK(client.get("/blocking/good").status() == Status::ok);
    CHECK(trail->take() == went_well);
}

TEST_CASE("a request that fails in any way is no success for what was made for it", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{work_app(trail)};
    client.render_errors();
    for (const std::string group : {"/plain", "/blocking"}) {
        for (const std::string route : {"/thrown", "/returned", "/missing", "/unwritable"}) {
            CAPTURE(group + route);
            CHECK_FALSE(is_success(client.get(group + route).status()));
            const auto steps = trail->take();
            CHECK(std::count(steps.begin(), steps.end(), "inner succeeds") == 0);
            CHECK(std::count(steps.begin(), steps.end(), "outer succeeds") == 0);
            CHECK(std::count(steps.begin(), steps.end(), "inner ends") == 1);
            CHECK(std::count(steps.begin(), steps.end(), "outer ends") == 1);
        }
    }
}

TEST_CASE("nothing is made for a request whose input is wrong", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{work_app(trail)};
    for (const std::string group : {"/plain", "/blocking"}) {
        CHECK(client.get(group + "/refused").status() == Status::bad_request);
        CHECK(trail->take() == std::vector<std::string>{"> middleware", "< middleware"});
    }
}

TEST_CASE("what a service throws in the end becomes the response, and the others are not told", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{work_app(trail)};
    for (const std::string group : {"/plain", "/blocking"}) {
        CAPTURE(group);
        CHECK(client.get(group + "/fails-late").status() == Status::conflict);
        const auto steps = trail->take();
        CHECK(std::count(steps.begin(), steps.end(), "inner succeeds") == 1);
        CHECK(std::count(steps.begin(), steps.end(), "outer succeeds") == 0);
    }
}

TEST_CASE("what failed on a worker is cleared away there, before middlewares leave", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{work_app(trail)};
    CHECK(client.get("/blocking/thrown").status() == Status::forbidden);
    const std::vector<std::string> expected{"> middleware", "outer begins", "inner begins",
                                            "inner ends",   "outer ends",   "< middleware"};
    CHECK(trail->take() == expected);
}
