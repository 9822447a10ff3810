#include <catch2/catch.hpp>

#include <serval/redis.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

using namespace serval;

namespace {

// [app]
App make_app(Settings settings) {
    App app{std::move(settings)};
    RedisOptions redis;
    redis.url = app.settings().get<std::string>("redis.url", "redis://127.0.0.1:6379");
    redis.prefix = "shop:";
    redis.log = app.log();
    app.store_in(std::make_shared<RedisStore>(redis));

    app.get<"/books">([] { return std::vector<std::string>{"Dune"}; }).throttle(throttle::anonymous("1000/min").fail_open());
    app.post<"/books">([](Body<std::string> title) { return *title; }).throttle(throttle::anonymous("20/min"));
    return app;
}
// [/app]

// [sync]
/** How many letters were sent, for a handler that is `.blocking()`, or a tool. */
std::int64_t letters_sent(SharedStore& store) { return sync_wait(store.increment("letters sent", 0, std::chrono::hours{24})); }
// [/sync]

Settings far_from_redis() {
    Settings settings = test::settings();
    settings.set("redis.url", "unix:///nowhere/redis.sock");
    return settings;
}

}  // namespace

TEST_CASE("without Redis the shop shows its books, and takes none", "[docs]") {
    test::Client client{make_app(far_from_redis())};
    client.render_errors();
    CHECK(client.get("/books").status() == Status::ok);
    CHECK(client.post("/books", Json("Emma")).status() == Status::service_unavailable);
}

TEST_CASE("a thread that runs no loop asks by sync_wait, and hears of failures by exceptions", "[docs]") {
    RedisStore store{{.url = "unix:///nowhere/redis.sock"}};
    CHECK_THROWS_AS(letters_sent(store), StoreError);
}
