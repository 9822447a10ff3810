#include <catch2/catch.hpp>

#include <serval/accounts/jwt_controller.hpp>
#include <serval/authentication/jwt_auth.hpp>
#include <serval/authentication/opaque_token.hpp>
#include <serval/caching/shared_cache.hpp>
#include <serval/redis.hpp>
#include <serval/session/session_auth.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

using namespace serval;
using namespace std::chrono_literals;

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

// [machines]
/** The shop as each of several machines runs it: whatever they have to agree on is in Redis. */
App shop_of_many(Settings settings) {
    App app{std::move(settings)};
    RedisOptions redis;
    redis.url = app.settings().get<std::string>("redis.url", "redis://127.0.0.1:6379");
    redis.log = app.log();
    const auto store = std::make_shared<RedisStore>(redis);
    app.store_in(store);                                                  // throttles, and what was sent with an Idempotency-Key
    app.cache_in(shared_response_cache(store));                           // answers, and that they were evicted
    const Sessions& sessions = app.own(Sessions{store});
    const auto key = JwsKey::from_secret(JwsAlgorithm::hs256, app.settings().secret_key, "2026-11");   // the same on each machine
    const JwtTokens& tokens = app.own(JwtTokens{key, store});             // which were blacklisted

    app.use(csrf({.only_with = {sessions.cookie()}})).use(sessions.middleware());
    app.authenticate(JwtAuth{tokens}, SessionAuth{sessions});
    app.mount<"/token", JwtController>();

    app.get<"/books">([] { return std::vector<std::string>{"Dune"}; })
        .throttle(throttle::anonymous("1000/min").fail_open())
        .cache(60s, tagged("books"));
    app.post<"/books">([](Body<std::string> title) { return *title; }).throttle(throttle::anonymous("20/min")).evicts("books");
    app.post<"/orders">([](Body<std::string> title, CurrentUser who) { return *title + " for " + who->name; }).idempotent();
    return app;
}
// [/machines]

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

TEST_CASE("of a shop of many machines each part does what it says while Redis is gone", "[docs]") {
    Settings settings = far_from_redis();
    settings.secret_key = std::string(32, 's');
    test::Client client{shop_of_many(settings)};
    client.render_errors();
    const JwtTokens tokens{JwsKey::from_secret(JwsAlgorithm::hs256, settings.secret_key, "2026-11"), std::make_shared<MemoryStore>()};
    User ann;
    ann.id = ann.name = "ann";
    const JwtPair pair = tokens.issue(ann);
    const auto send = [&](Method method, std::string_view path, std::string_view field, const std::string& value) {
        client.cookies().clear();   // the one of csrf would take the place of the session's
        auto request = client.request(method, path).header(field, value);
        if (method == Method::post) request.json("Emma");
        return request.send().status();
    };
    CHECK(client.get("/books").status() == Status::ok);                                            // fails open; the cache is done without
    CHECK(client.post("/books", Json("Emma")).status() == Status::service_unavailable);            // fails closed
    CHECK(send(Method::get, "/books", "Cookie", "__Host-sessionid=" + new_opaque_token()) == Status::service_unavailable);
    CHECK(send(Method::post, "/orders", "Authorization", "Bearer " + pair.access) == Status::created);   // nothing is looked up
    CHECK(client.request(Method::post, "/orders").header("Authorization", "Bearer " + pair.access).header("Idempotency-Key", "k").json("Emma").send().status() ==
          Status::service_unavailable);
    CHECK(client.post("/token/refresh", {{"refresh", pair.refresh}}).status() == Status::service_unavailable);
}
