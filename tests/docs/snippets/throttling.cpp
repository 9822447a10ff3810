#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "shown.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

std::string word() { return "x"; }

std::optional<User> check(std::string_view name, std::string_view) {
    User user;
    user.id = user.name = name;
    user.is_staff = name == "root";
    return user;
}

// [app]
App photos(Settings settings) {
    App app{std::move(settings)};
    app.authenticate(BasicAuth{&check});
    app.throttle(throttle::anonymous("100/day"), throttle::user("60/min"), throttle::user("5000/day"));

    app.get<"/photos">([] { return std::vector<std::string>{"a.jpg"}; });
    app.post<"/photos">([](Body<std::string> photo) { return *photo; }).throttle(also(throttle::scoped("uploads", "20/day")));
    app.post<"/films">([](Body<std::string> film) { return *film; }).throttle(also(throttle::scoped("uploads", "20/day")));
    app.get<"/about">([] { return "Photos."; }).throttle(none);
    return app;
}
// [/app]

// [rates]
void limit(App& app) {
    using throttle::user;
    app.get<"/window">(&word).throttle(user("5/10s"));                            // at most five in any ten seconds
    app.get<"/typed">(&word).throttle(user(Rate{5, 10s}));                        // the same
    app.get<"/bucket">(&word).throttle(user("60/min").bucket(10));                // ten at once, then one each second
    app.get<"/ban">(&word).throttle(throttle::anonymous("5/min").ban(10min));     // the sixth keeps out for ten minutes
    app.get<"/open">(&word).throttle(user("100/s").fail_open());                  // where the store fails, nobody is counted
}
// [/rates]

// [keyed]
void limit_tenants(App& app) {
    app.get<"/reports">(&word).throttle(
        throttle::keyed("tenant", "1000/h", [](const Request& request) { return request.header("X-Tenant"); }));
}
// [/keyed]

// [own]
/** What the plan of a user allows; guests may not export at all before they have signed in. */
class PlanThrottle final : public Throttle {
public:
    void charge(const Request& request, Charges& charges) const override {
        const User* const user = user_of(request);
        if (user == nullptr) return charges.refuse(24h);
        charges.add({user->id}, {.amount = user->is_staff ? 100U : 2U, .period = 1h});
    }
    std::string name() const override { return "plan"; }
    bool needs_user() const noexcept override { return true; }
};
// [/own]

}  // namespace

TEST_CASE("burst and sustained rates hold together, and a scope counts in several places", "[docs]") {
    test::Client client{photos(test::settings())};
    client.clock().freeze();
    client.credentials("ann", "x");
    for (int i = 0; i < 20; ++i) {
        CHECK(client.post(i % 2 == 0 ? "/photos" : "/films", Json("a")).status() == Status::created);
    }
    CHECK(client.post("/films", Json("a")).header("Retry-After") == "86400");
    for (int i = 0; i < 40; ++i) CHECK(client.get("/photos").status() == Status::ok);   // the refused one was not counted
    CHECK(client.get("/photos").header("Retry-After") == "60");
    CHECK(client.get("/about").status() == Status::ok);
}

TEST_CASE("each way of counting does what the page says", "[docs]") {
    App app{test::settings()};
    app.authenticate(BasicAuth{&check});
    limit(app);
    test::Client client{std::move(app)};
    client.clock().freeze();
    client.credentials("ann", "x");
    const auto admitted = [&](std::string_view target) {
        int count = 0;
        for (int i = 0; i < 20; ++i) count += client.get(target).status() == Status::ok ? 1 : 0;
        return count;
    };
    CHECK(admitted("/window") == 5);
    CHECK(admitted("/typed") == 5);
    CHECK(admitted("/bucket") == 10);
    client.clock().advance(2s);
    CHECK(admitted("/bucket") == 2);
    client.headers().clear();
    CHECK(admitted("/ban") == 5);
    client.clock().advance(9min);
    CHECK(admitted("/ban") == 0);
    client.clock().advance(1min);
    CHECK(admitted("/ban") == 5);
}

TEST_CASE("tenants are told apart, and a request of none is not counted", "[docs]") {
    App app{test::settings()};
    limit_tenants(app);
    test::Client client{std::move(app)};
    client.clock().freeze();
    for (int i = 0; i < 1000; ++i) REQUIRE(client.request(Method::get, "/reports").header("X-Tenant", "acme").send().status() == Status::ok);
    CHECK(client.request(Method::get, "/reports").header("X-Tenant", "acme").send().status() == Status::too_many_requests);
    CHECK(client.request(Method::get, "/reports").header("X-Tenant", "other").send().status() == Status::ok);
    CHECK(client.get("/reports").status() == Status::ok);
}

TEST_CASE("a throttle of one's own has a rate for each plan", "[docs]") {
    App app{test::settings()};
    app.authenticate(BasicAuth{&check});
    app.get<"/export">(&word).throttle(PlanThrottle{});
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(client.get("/export").header("Retry-After") == "86400");
    client.credentials("ann", "x");
    CHECK(client.get("/export").status() == Status::ok);
    CHECK(client.get("/export").status() == Status::ok);
    CHECK(client.get("/export").header("Retry-After") == "3600");
}

TEST_CASE("a client is told how it stands", "[docs]") {
    App app{test::settings()};
    // [fields]
    app.throttle(throttle::anonymous("60/min"), throttle::anonymous("1000/day")).rate_limit_fields();
    // [/fields]
    app.get<"/">(&word);
    test::Client client{std::move(app)};
    client.clock().freeze();
    const auto response = client.get("/");
    CHECK("RateLimit-Policy: " + response.header("RateLimit-Policy") + "\nRateLimit: " + response.header("RateLimit") + "\n" ==
          docs::file("throttling_fields.txt"));
}
