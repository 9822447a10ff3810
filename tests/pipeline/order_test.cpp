#include "pipeline/recorder.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

using Steps = std::vector<std::string>;

struct Note {
    std::string text;

    static void describe(Fields<Note>& f) {
        f.on<&Note::text>().validate([](const std::string& value) -> std::optional<std::string> {
            if (value == "bad") return "Not this.";
            return std::nullopt;
        });
    }
};

class RecordingThrottle final : public Throttle {
public:
    RecordingThrottle(test::TrailPtr trail, std::optional<std::chrono::seconds> wait) : trail_{std::move(trail)}, wait_{wait} {}
    void charge(const Request&, Charges& charges) const override {
        trail_->add("throttle");
        if (wait_.has_value()) charges.refuse(*wait_);
    }
    std::string name() const override { return "recording"; }

private:
    test::TrailPtr trail_;
    std::optional<std::chrono::seconds> wait_;
};

class RecordingCache final : public ResponseCache {
public:
    explicit RecordingCache(test::TrailPtr trail) : trail_{std::move(trail)}, inner_{memory_response_cache()} {}
    Task<CacheLookup> find(std::string_view key, std::span<const std::string> tags, Time now) override {
        trail_->add("cache look-up");
        return inner_->find(key, tags, now);
    }
    Task<void> store(std::string_view key, std::span<const std::string> tags, std::string_view stamp,
                     std::shared_ptr<const StoredResponse> response, Time expires, Time now) override {
        trail_->add("cache store");
        return inner_->store(key, tags, stamp, std::move(response), expires, now);
    }
    Task<void> evict(std::string_view tag) override { return inner_->evict(tag); }

private:
    test::TrailPtr trail_;
    std::shared_ptr<ResponseCache> inner_;
};

/** An app that leaves a trail at every stage. */
App recorded_app(const test::TrailPtr& trail, std::optional<std::chrono::seconds> wait = std::nullopt) {
    App app{test::settings()};
    app.cache_in(std::make_shared<RecordingCache>(trail));
    app.use(test::recording(trail, "app"));
    app.authenticate(test::HeaderAuthenticator{trail});
    app.permit(Permission{"recording", [trail](const Request& request) {
                              trail->add("permission");
                              return user_of(request) != nullptr;
                          }});
    app.throttle(RecordingThrottle{trail, wait});
    auto group = app.group<"/notes">();
    group.use(test::recording(trail, "group"));
    group.get<"/{id}">([trail](Path<"id", int>, Query<"q", int> q) {
             trail->add("endpoint");
             return Note{std::to_string(*q)};
         })
        .use(test::recording(trail, "endpoint middleware"))
        .cache(10s);
    group.post<"">([trail](Body<Note> note) {
        trail->add("endpoint");
        return *note;
    });
    return app;
}

test::Response ask(test::Client& client, std::string_view target) {
    return client.request(Method::get, target).header("X-User", "ann").send();
}

}  // namespace

TEST_CASE("a request goes through the stages in their order, and back through cache and middlewares", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{recorded_app(trail)};
    REQUIRE(ask(client, "/notes/1?q=7").status() == Status::ok);
    CHECK(trail->take() == Steps{"> app", "> group", "> endpoint middleware", "authenticate", "permission", "throttle", "cache look-up",
                                 "cache look-up",   // once more, by the one who is to make the answer
                                 "endpoint", "cache store", "< endpoint middleware", "< group", "< app"});
}

TEST_CASE("a cache hit has gone through everything but the endpoint", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{recorded_app(trail)};
    const auto first = ask(client, "/notes/1?q=7");
    trail->take();
    const auto second = ask(client, "/notes/1?q=7");
    CHECK(second.body() == first.body());
    CHECK(second.header("Content-Type") == "application/json");
    CHECK(trail->take() == Steps{"> app", "> group", "> endpoint middleware", "authenticate", "permission", "throttle", "cache look-up",
                                 "< endpoint middleware", "< group", "< app"});
}

TEST_CASE("wrong input is refused before the cache and the endpoint, and after the throttle", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{recorded_app(trail)};
    CHECK(ask(client, "/notes/1?q=x").status() == Status::bad_request);
    CHECK(trail->take() == Steps{"> app", "> group", "> endpoint middleware", "authenticate", "permission", "throttle",
                                 "< endpoint middleware", "< group", "< app"});
}

TEST_CASE("whoever may not spends no quota", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{recorded_app(trail)};
    CHECK(client.get("/notes/1?q=7").status() == Status::unauthorized);
    CHECK(trail->take() == Steps{"> app", "> group", "> endpoint middleware", "authenticate", "permission", "< endpoint middleware",
                                 "< group", "< app"});
}

TEST_CASE("a wrong method is refused before anybody asks who is there, inside the group's middlewares", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{recorded_app(trail)};
    const auto response = client.request(Method::put, "/notes/1").send();
    CHECK(response.status() == Status::method_not_allowed);
    CHECK(response.header("Allow") == "GET, HEAD, OPTIONS");
    CHECK(trail->take() == Steps{"> app", "> group", "< group", "< app"});
}

TEST_CASE("what no route matches is refused inside the app's middlewares", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{recorded_app(trail)};
    const auto response = client.get("/nowhere");
    CHECK(response.status() == Status::not_found);
    CHECK(response.header("X-Left") == "app");
    CHECK(trail->take() == Steps{"> app", "< app"});
}

TEST_CASE("a throttle refuses before the body is looked at", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    test::Client client{recorded_app(trail, 30s)};
    const auto response = client.request(Method::post, "/notes").header("X-User", "ann").body("{", "application/json").send();
    CHECK(response.status() == Status::too_many_requests);
    CHECK(response.header("Retry-After") == "30");
}

TEST_CASE("a middleware that answers itself keeps the request from those inside of it, and is not left", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    App app = recorded_app(trail);
    app.use(test::recording(trail, "closed", true));
    test::Client client{std::move(app)};
    const auto response = ask(client, "/notes/1?q=7");
    CHECK(response.body() == "from closed");
    CHECK(trail->take() == Steps{"> app", "> closed", "< app"});
}

TEST_CASE("an answer that is an error passes the middlewares on its way out", "[pipeline]") {
    const auto trail = std::make_shared<test::Trail>();
    App app{test::settings()};
    app.use(test::recording(trail, "app"));
    app.get<"/fails">([]() -> Note { throw std::runtime_error{"out of luck"}; });
    test::Client client{std::move(app)};
    client.render_errors();
    const auto response = client.get("/fails");
    CHECK(response.status() == Status::internal_server_error);
    CHECK(response.header("X-Left") == "app");
    CHECK(response.body().find("luck") == std::string::npos);
}
