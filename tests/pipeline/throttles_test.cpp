#include <algorithm>
#include <atomic>
#include <thread>

#include <serval/logging/memory_log.hpp>
#include <serval/tasks/sleep.hpp>

#include "mistakes.hpp"
#include "pipeline/carrier.hpp"
#include "pipeline/recorder.hpp"
#include "server/app_core.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

std::string word() { return "x"; }

App throttled_app() {
    App app{test::settings()};
    app.authenticate(test::HeaderAuthenticator{});
    return app;
}

test::Response as(test::Client& client, std::string_view user, std::string_view target) {
    return client.request(Method::get, target).header("X-User", user).send();
}

int admitted(test::Client& client, std::string_view user, std::string_view target, int asked) {
    int count = 0;
    for (int i = 0; i < asked; ++i) count += as(client, user, target).status() == Status::ok ? 1 : 0;
    return count;
}

/** Answers later what a store in memory answers at once, and fails when it is told to: as one in another process does. */
class FarStore final : public SharedStore {
public:
    Task<std::optional<std::string>> get(std::string_view key) override {
        co_await reach();
        co_return co_await near_.get(key);
    }
    Task<void> set(std::string_view key, std::string value, Duration ttl) override {
        co_await reach();
        co_await near_.set(key, std::move(value), ttl);
    }
    Task<bool> add(std::string_view key, std::string value, Duration ttl) override {
        co_await reach();
        co_return co_await near_.add(key, std::move(value), ttl);
    }
    Task<bool> erase(std::string_view key) override {
        co_await reach();
        co_return co_await near_.erase(key);
    }
    Task<std::int64_t> increment(std::string_view key, std::int64_t by, Duration ttl) override {
        co_await reach();
        co_return co_await near_.increment(key, by, ttl);
    }
    Task<bool> take(std::span<AllowanceClaim> claims, Taking taking) override {
        if (fails_at_once) throw StoreError{"no connection"};
        return take_later(claims, taking);
    }
    void use_clock(const std::shared_ptr<const TimeSource>& clock) override { near_.use_clock(clock); }

    std::atomic<bool> fails = false;
    std::atomic<bool> fails_at_once = false;

private:
    Task<bool> take_later(std::span<AllowanceClaim> claims, Taking taking) {
        co_await reach();
        co_return co_await near_.take(claims, taking);
    }
    Task<void> reach() {
        co_await sleep_for(100us);
        if (fails) throw StoreError{"connection refused"};
    }

    MemoryStore near_;
};

/** As many an hour as the user's plan says; guests come back tomorrow. */
class PlanThrottle final : public Throttle {
public:
    void charge(const Request& request, Charges& charges) const override {
        const User* const user = user_of(request);
        if (user == nullptr) return charges.refuse(24h);
        charges.add({user->id}, {.amount = user->is_staff ? 3U : 1U, .period = 1h});
    }
    std::string name() const override { return "plan"; }
};

}  // namespace

TEST_CASE("a throttle admits what its rate says and tells when to return", "[pipeline]") {
    App app = throttled_app();
    app.get<"/">(word).throttle(throttle::anonymous("2/min"));
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(client.get("/").status() == Status::ok);
    CHECK(client.get("/").status() == Status::ok);
    client.clock().advance(20s);
    const auto refused = client.get("/");
    CHECK(refused.status() == Status::too_many_requests);
    CHECK(refused.header("Retry-After") == "40");
    CHECK(refused.json()["detail"] == "Request was throttled. Expected available in 40 seconds.");
    CHECK(refused.header("RateLimit").empty());
    CHECK(as(client, "ann", "/").status() == Status::ok);
    client.clock().advance(40s);
    CHECK(client.get("/").status() == Status::ok);
}

TEST_CASE("of several throttles all are asked and the longest wait is told", "[pipeline]") {
    App app = throttled_app();
    app.get<"/">(word).throttle(throttle::user("1/min"), throttle::user("1/hour"));
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(as(client, "ann", "/").status() == Status::ok);
    CHECK(as(client, "ann", "/").header("Retry-After") == "3600");
    CHECK(as(client, "bob", "/").status() == Status::ok);
}

TEST_CASE("a request that one throttle refuses is counted by none", "[pipeline]") {
    App app = throttled_app();
    app.get<"/">(word).throttle(throttle::user("1/10s"), throttle::user("3/hour"));
    test::Client client{std::move(app)};
    client.clock().freeze();
    for (int i = 0; i < 3; ++i) {
        CHECK(admitted(client, "ann", "/", 5) == 1);
        client.clock().advance(10s);
    }
    CHECK(as(client, "ann", "/").header("Retry-After") == "3570");
}

TEST_CASE("a throttle counts together what is within the level that says it", "[pipeline]") {
    App app = throttled_app();
    app.throttle(throttle::user("3/hour"));
    app.get<"/a">(word);
    app.get<"/b">(word);
    app.get<"/own">(word).throttle(throttle::user("1/hour"));
    app.get<"/other">(word).throttle(throttle::user("1/hour"));
    auto group = app.group<"/group">();
    group.throttle(throttle::user("2/hour"));
    group.get<"/a">(word);
    group.get<"/b">(word);
    test::Client client{std::move(app)};
    CHECK(admitted(client, "ann", "/a", 2) == 2);
    CHECK(admitted(client, "ann", "/b", 2) == 1);
    CHECK(admitted(client, "ann", "/own", 2) == 1);
    CHECK(admitted(client, "ann", "/other", 2) == 1);
    CHECK(admitted(client, "ann", "/group/a", 3) == 2);
    CHECK(admitted(client, "ann", "/group/b", 3) == 0);
}

TEST_CASE("a scope counts together what is said in several places", "[pipeline]") {
    App app = throttled_app();
    app.get<"/photos">(word).throttle(throttle::scoped("uploads", "2/day"));
    app.get<"/films">(word).throttle(throttle::scoped("uploads", "2/day"));
    app.get<"/songs">(word).throttle(throttle::user("2/day").scope("uploads"));   // of another kind
    test::Client client{std::move(app)};
    CHECK(admitted(client, "ann", "/photos", 1) == 1);
    CHECK(admitted(client, "ann", "/films", 3) == 1);
    CHECK(admitted(client, "ann", "/songs", 3) == 2);
    CHECK(admitted(client, "bob", "/films", 3) == 2);
}

TEST_CASE("a bucket admits a burst and then an even flow, a ban keeps out whoever wants too much", "[pipeline]") {
    App app = throttled_app();
    app.get<"/bucket">(word).throttle(throttle::user("60/min").bucket(3));
    app.get<"/ban">(word).throttle(throttle::user("2/s").ban(10min));
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(admitted(client, "ann", "/bucket", 5) == 3);
    client.clock().advance(1s);
    CHECK(admitted(client, "ann", "/bucket", 5) == 1);
    CHECK(admitted(client, "ann", "/ban", 5) == 2);
    client.clock().advance(5min);
    CHECK(as(client, "ann", "/ban").header("Retry-After") == "300");
    client.clock().advance(5min);
    CHECK(admitted(client, "ann", "/ban", 5) == 2);
}

TEST_CASE("a throttle of one's own has a rate for each user, or refuses by itself", "[pipeline]") {
    App app = throttled_app();
    app.get<"/">(word).throttle(PlanThrottle{}, throttle::anonymous("2/min"));
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(admitted(client, "ann", "/", 5) == 1);
    CHECK(admitted(client, "staff", "/", 5) == 3);
    const auto refused = client.get("/");
    CHECK(refused.status() == Status::too_many_requests);
    CHECK(refused.header("Retry-After") == "86400");
}

TEST_CASE("a request that a throttle refuses by itself is counted by no other", "[pipeline]") {
    auto closed = std::make_shared<std::atomic<bool>>(true);
    class Gate final : public Throttle {
    public:
        explicit Gate(std::shared_ptr<std::atomic<bool>> is_closed) : is_closed_{std::move(is_closed)} {}
        void charge(const Request&, Charges& charges) const override {
            if (*is_closed_) charges.refuse(5s);
        }
        std::string name() const override { return "gate"; }

    private:
        std::shared_ptr<std::atomic<bool>> is_closed_;
    };
    App app = throttled_app();
    app.get<"/">(word).throttle(throttle::user("1/min"), Gate{closed});
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(as(client, "ann", "/").header("Retry-After") == "5");
    *closed = false;
    CHECK(as(client, "ann", "/").status() == Status::ok);
    *closed = true;
    CHECK(as(client, "ann", "/").header("Retry-After") == "60");
}

TEST_CASE("clients are told how they stand where that is asked for", "[pipeline]") {
    App app = throttled_app();
    app.rate_limit_fields();
    app.throttle(throttle::user("2/min"), throttle::user("9/day"));
    app.get<"/">(word);
    app.get<"/fails">([]() -> std::string { throw NotFound{}; });
    app.get<"/silent">(word).rate_limit_fields(none);
    app.get<"/free">(word).throttle(none);
    test::Client client{std::move(app)};
    client.clock().freeze();
    const auto first = as(client, "ann", "/");
    CHECK(first.header("RateLimit-Policy") == R"("user 2/60s";q=2;w=60, "user 9/86400s";q=9;w=86400)");
    CHECK(first.header("RateLimit") == R"("user 2/60s";r=1;t=60, "user 9/86400s";r=8;t=86400)");
    client.clock().advance(20s);
    const auto failed = as(client, "ann", "/fails");
    CHECK(failed.status() == Status::not_found);
    CHECK(failed.header("RateLimit") == R"("user 2/60s";r=0;t=40, "user 9/86400s";r=7;t=86380)");
    const auto refused = as(client, "ann", "/");
    CHECK(refused.status() == Status::too_many_requests);
    CHECK(refused.header("RateLimit") == R"("user 2/60s";r=0;t=40, "user 9/86400s";r=7;t=86380)");
    CHECK(refused.header("RateLimit-Policy") == first.header("RateLimit-Policy"));
    CHECK(as(client, "bob", "/silent").header("RateLimit").empty());
    CHECK(as(client, "bob", "/free").header("RateLimit").empty());
}

TEST_CASE("a store that takes its time decides just as well", "[pipeline]") {
    App app = throttled_app();
    app.store_in(std::make_shared<FarStore>());
    app.rate_limit_fields();
    app.get<"/">(word).throttle(throttle::user("2/min"), throttle::user("9/day"));
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(as(client, "ann", "/").header("RateLimit") == R"("user 2/60s";r=1;t=60, "user 9/86400s";r=8;t=86400)");
    CHECK(admitted(client, "ann", "/", 3) == 1);
    CHECK(as(client, "ann", "/").header("Retry-After") == "60");
}

TEST_CASE("while the store fails, a throttle refuses or admits as it says, the log is told once, and all is well again by itself", "[pipeline]") {
    auto store = std::make_shared<FarStore>();
    auto log = std::make_shared<MemoryLog>();
    App app = throttled_app();
    app.log_to(Log{log});
    app.store_in(store);
    app.get<"/closed">(word).throttle(throttle::user("5/min"));
    app.get<"/open">(word).throttle(throttle::user("5/min").fail_open());
    app.get<"/mixed">(word).throttle(throttle::user("5/min").fail_open(), throttle::anonymous("5/min"));
    app.get<"/none">(word);
    test::Client client{std::move(app)};
    client.render_errors();
    const auto told = [&](std::string_view message) {
        const auto lines = log->lines();
        return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(message) != std::string::npos; });
    };

    CHECK(admitted(client, "ann", "/closed", 1) == 1);
    std::atomic<bool>& failure = GENERATE(true, false) ? store->fails : store->fails_at_once;
    failure = true;
    for (int i = 0; i < 3; ++i) {
        const auto closed = as(client, "ann", "/closed");
        CHECK(closed.status() == Status::service_unavailable);
        CHECK(closed.json()["code"] == "service_unavailable");
    }
    CHECK(admitted(client, "ann", "/open", 9) == 9);
    CHECK(as(client, "ann", "/mixed").status() == Status::ok);   // the one that fails closed counts no users
    CHECK(client.get("/mixed").status() == Status::service_unavailable);
    CHECK(as(client, "ann", "/none").status() == Status::ok);
    CHECK(told("the store fails") == 1);
    CHECK(told("works again") == 0);

    failure = false;
    CHECK(admitted(client, "ann", "/closed", 9) == 4);
    CHECK(admitted(client, "ann", "/open", 9) == 5);
    CHECK(told("works again") == 1);
    failure = true;
    CHECK(as(client, "ann", "/closed").status() == Status::service_unavailable);
    CHECK(told("the store fails") == 2);
}

TEST_CASE("wrong throttles are told when the app is built, all of them", "[pipeline]") {
    App app = throttled_app();
    app.get<"/rate">(word).throttle(throttle::user("100/fortnight"), throttle::anonymous(Rate{0, 1s}));
    app.get<"/bucket">(word).throttle(throttle::user("1/s").bucket(0));
    app.get<"/twice">(word).throttle(throttle::user("1/s"), throttle::user("1/s"));
    app.get<"/apart">(word).throttle(throttle::user("1/s"), throttle::user("1/s").scope("apart"), throttle::user("1/s").ban(1s));
    const std::vector<std::string> mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 4);
    CHECK_THAT(mistakes[0], Catch::StartsWith("GET /rate has a throttle that is wrong: \"100/fortnight\" is no rate: write"));
    CHECK_THAT(mistakes[1], Catch::StartsWith("GET /rate has a throttle that is wrong: \"0/1s\" is no rate"));
    CHECK_THAT(mistakes[2], Catch::StartsWith("GET /bucket has a throttle that is wrong: a bucket of 0"));
    CHECK_THAT(mistakes[3], Catch::StartsWith("GET /twice has the throttle \"user 1/1s\" twice"));
}

TEST_CASE("a handler may ask for the app's store", "[pipeline]") {
    App app{test::settings()};
    app.get<"/visits">([](Inject<SharedStore> store) -> Task<std::int64_t> { co_return co_await store->increment("visits", 1, 1h); });
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(client.get("/visits").body() == "1");
    CHECK(client.get("/visits").body() == "2");
    client.clock().advance(1h);
    CHECK(client.get("/visits").body() == "1");
}

TEST_CASE("exactly a thousand of eighty thousand requests pass a throttle of a thousand a minute", "[pipeline]") {
    constexpr int threads = 8;
    constexpr int asked = 10'000;
    App app{test::settings()};
    app.get<"/">(word).throttle(throttle::anonymous("1000/min"));
    test::Client client{std::move(app)};
    client.clock().freeze();   // however slow the machine, it is the same minute
    std::atomic<int> passed = 0;
    std::atomic<int> refused = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < threads; ++i) {
        clients.emplace_back([&] {
            test::Carrier carrier{Request{Method::get, "/"}};
            for (int n = 0; n < asked; ++n) {
                const Status status = carrier.carry(client.app().core().pipeline());
                passed += status == Status::ok ? 1 : 0;
                refused += status == Status::too_many_requests ? 1 : 0;
            }
        });
    }
    clients.clear();
    CHECK(passed == 1'000);
    CHECK(refused == threads * asked - 1'000);
}
