#include <algorithm>

#include <serval/caching/cache.hpp>
#include <serval/caching/shared_cache.hpp>
#include <serval/logging/memory_log.hpp>
#include <serval/store/memory_store.hpp>
#include <serval/tasks/sync_wait.hpp>

#include "mistakes.hpp"
#include "pipeline/recorder.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** Says how often it was asked, in text. */
class Counter {
public:
    std::string operator()() const { return std::to_string(++*calls_); }
    [[nodiscard]] int calls() const { return *calls_; }

private:
    std::shared_ptr<int> calls_ = std::make_shared<int>(0);
};

App counting_app() {
    App app{test::settings()};
    app.authenticate(test::HeaderAuthenticator{});
    return app;
}

test::Response with(test::Client& client, std::string_view field, std::string_view value, std::string_view target = "/") {
    return client.request(Method::get, target).header(field, value).send();
}

/** Every question fails, until it is mended. */
class BrokenStore final : public SharedStore {
public:
    Task<std::optional<std::string>> get(std::string_view key) override { return check(), store_.get(key); }
    Task<void> set(std::string_view key, std::string value, Duration ttl) override { return check(), store_.set(key, std::move(value), ttl); }
    Task<bool> add(std::string_view key, std::string value, Duration ttl) override { return check(), store_.add(key, std::move(value), ttl); }
    Task<bool> erase(std::string_view key) override { return check(), store_.erase(key); }
    Task<std::int64_t> increment(std::string_view key, std::int64_t by, Duration ttl) override { return check(), store_.increment(key, by, ttl); }
    Task<bool> take(std::span<AllowanceClaim> claims, Taking taking) override { return check(), store_.take(claims, taking); }

    bool is_broken = true;

private:
    void check() const {
        if (is_broken) throw StoreError{"out of reach"};
    }
    MemoryStore store_;
};

}  // namespace

TEST_CASE("a cached answer tells its age", "[pipeline][caching]") {
    App app = counting_app();
    app.get<"/">(Counter{}).cache(60s);
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK_FALSE(client.get("/").headers().contains("Age"));
    CHECK(client.get("/").header("Age") == "0");
    client.clock().advance(59s);
    CHECK(client.get("/").header("Age") == "59");
    client.clock().advance(1s);
    CHECK(client.get("/").body() == "\"2\"");
}

TEST_CASE("answers vary by header fields, and say so", "[pipeline][caching]") {
    App app = counting_app();
    app.get<"/">(Counter{}).cache(60s, vary::by_header("Accept-Language", "X-Shop"));
    test::Client client{std::move(app)};
    CHECK(with(client, "Accept-Language", "de").body() == "\"1\"");
    CHECK(with(client, "Accept-Language", "en").body() == "\"2\"");
    CHECK(client.get("/").body() == "\"3\"");
    CHECK(with(client, "Accept-Language", "").body() == "\"4\"");
    const auto again = with(client, "accept-language", "de");
    CHECK(again.body() == "\"1\"");
    CHECK(again.header("Vary") == "Accept-Language, X-Shop");
}

TEST_CASE("what a handler takes of the header and of cookies tells answers apart", "[pipeline][caching]") {
    App app = counting_app();
    const Counter header;
    const Counter cookie;
    app.get<"/header">([header](Header<"X-Shop", std::optional<std::string>>) { return header(); }).cache(60s);
    app.get<"/cookie">([cookie](Cookie<"theme", std::optional<std::string>>) { return cookie(); }).cache(60s);
    test::Client client{std::move(app)};
    CHECK(with(client, "X-Shop", "a", "/header").body() == "\"1\"");
    CHECK(with(client, "X-Shop", "b", "/header").body() == "\"2\"");
    CHECK(with(client, "X-Shop", "a", "/header").header("Vary") == "X-Shop");
    CHECK(with(client, "Cookie", "theme=dark", "/cookie").body() == "\"1\"");
    CHECK(with(client, "Cookie", "theme=light", "/cookie").body() == "\"2\"");
    CHECK(with(client, "Cookie", "tracker=1; theme=dark", "/cookie").body() == "\"1\"");
    CHECK(with(client, "Cookie", "theme=dark", "/cookie").header("Vary") == "Cookie");
}

TEST_CASE("parameters of one name keep their order, others do not have one", "[pipeline][caching]") {
    App app = counting_app();
    app.get<"/">(Counter{}).cache(60s);
    test::Client client{std::move(app)};
    CHECK(client.get("/?a=1&b=2&a=0").body() == "\"1\"");
    CHECK(client.get("/?b=%32&a=1&a=0").body() == "\"1\"");
    CHECK(client.get("/?a=0&a=1&b=2").body() == "\"2\"");
    CHECK(client.get("/?a=1&a=0&b=2&").body() == "\"1\"");
    CHECK(client.get("/").body() == "\"3\"");
}

TEST_CASE("HEAD takes what was kept for GET, and leaves nothing itself", "[pipeline][caching]") {
    App app = counting_app();
    app.get<"/">([](const Request& request) {
        Response response = Response::text("content");
        if (request.method() == Method::head) response.body().clear();
        return response;
    }).cache(60s);
    test::Client client{std::move(app)};
    CHECK_FALSE(client.head("/").headers().contains("Age"));
    CHECK(client.get("/").body() == "content");
    CHECK(client.head("/").header("Age") == "0");
}

TEST_CASE("an answer's Cache-Control is kept to", "[pipeline][caching]") {
    App app = counting_app();
    app.get<"/{control}">([counter = Counter{}](Path<"control", std::string> control) {
        return Reply{counter()}.header("Cache-Control", *control);
    }).cache(60s);
    test::Client client{std::move(app)};
    client.clock().freeze();
    const auto is_kept = [&](const std::string& control, std::chrono::seconds after, std::string_view user = {}) {
        const auto ask = [&] {
            auto request = client.request(Method::get, "/" + control);
            if (!user.empty()) request.header("X-User", user);
            return request.send().body();
        };
        const std::string first = ask();
        client.clock().advance(after);
        return ask() == first;
    };
    CHECK(is_kept("public", 59s));
    CHECK_FALSE(is_kept("no-store", 0s));
    CHECK_FALSE(is_kept("no-cache", 0s));
    CHECK_FALSE(is_kept("private", 0s));
    CHECK(is_kept("private", 0s, "ann"));
    CHECK(is_kept("max-age=5", 4s));
    CHECK_FALSE(is_kept("max-age=5,public", 5s));
    CHECK_FALSE(is_kept("max-age=0", 0s));
    CHECK_FALSE(is_kept("max-age=100", 60s));
    CHECK_FALSE(is_kept("max-age=50,s-maxage=5", 5s));
    CHECK(is_kept("max-age=50,s-maxage=5", 49s, "ann"));
}

TEST_CASE("a client cannot switch the cache off, but may have its answer not stored", "[pipeline][caching]") {
    App app = counting_app();
    app.get<"/">(Counter{}).cache(60s);
    test::Client client{std::move(app)};
    CHECK(with(client, "Cache-Control", "no-store").body() == "\"1\"");
    CHECK(client.get("/").body() == "\"2\"");
    CHECK(with(client, "Cache-Control", "no-cache").body() == "\"2\"");
    CHECK(with(client, "Cache-Control", "no-store").body() == "\"2\"");
}

TEST_CASE("what depends on more than the key knows is not kept", "[pipeline][caching]") {
    App app = counting_app();
    const auto varied = [](std::string field) {
        return [counter = Counter{}, field = std::move(field)] { return Reply{counter()}.header("Vary", field); };
    };
    app.get<"/unknown">(varied("X-Secret")).cache(60s);
    app.get<"/star">(varied("*")).cache(60s);
    app.get<"/known">(varied("X-Secret")).cache(60s, vary::by_header("x-secret"));
    app.get<"/accept">(varied("Accept")).cache(60s);
    test::Client client{std::move(app)};
    const auto second = [&](std::string_view target) { return (void)client.get(target), client.get(target).body(); };
    CHECK(second("/unknown") == "\"2\"");
    CHECK(second("/star") == "\"2\"");
    CHECK(second("/known") == "\"1\"");
    CHECK(second("/accept") == "\"1\"");
}

TEST_CASE("a change that goes well evicts what is tagged, and one that does not leaves it", "[pipeline][caching]") {
    const bool is_shared = GENERATE(false, true);
    App app = counting_app();
    if (is_shared) app.cache_in(shared_response_cache(std::make_shared<MemoryStore>()));
    const Counter books;
    const Counter authors;
    app.get<"/books">(books).cache(60s, tagged("books"));
    app.get<"/authors">(authors).cache(60s, tagged("authors"));
    app.post<"/books">([](Body<std::string> title) {
        if (*title == "known") throw Conflict{};
        return *title;
    }).evicts("books");
    app.delete_<"/all">([](Inject<ResponseCache> cache) -> Task<void> {
        co_await cache->evict("books");
        co_await cache->evict("authors");
    });
    app.delete_<"/books">([](Inject<ResponseCache> cache) { sync_wait(cache->evict("books")); }).blocking();
    test::Client client{std::move(app)};
    const auto ask = [&] { return client.get("/books").body() + client.get("/authors").body(); };
    CHECK(ask() == "\"1\"\"1\"");
    CHECK(client.post("/books", Json("known")).status() == Status::conflict);
    CHECK(ask() == "\"1\"\"1\"");
    CHECK(client.post("/books", Json("Dune")).status() == Status::created);
    CHECK(ask() == "\"2\"\"1\"");
    CHECK(client.delete_("/all").status() == Status::no_content);
    CHECK(ask() == "\"3\"\"2\"");
    CHECK(ask() == "\"3\"\"2\"");
    CHECK(client.delete_("/books").status() == Status::no_content);
    CHECK(ask() == "\"4\"\"2\"");
}

TEST_CASE("an answer that was begun before an eviction is not kept after it", "[pipeline][caching]") {
    const bool is_shared = GENERATE(false, true);
    App app = counting_app();
    if (is_shared) app.cache_in(shared_response_cache(std::make_shared<MemoryStore>()));
    app.get<"/">([counter = Counter{}](Inject<ResponseCache> cache) -> Task<std::string> {
        std::string read = counter();
        co_await cache->evict("books");   // somebody changes the books between their reading and the answer
        co_return read;
    }).cache(60s, tagged("books"));
    test::Client client{std::move(app)};
    CHECK(client.get("/").body() == "\"1\"");
    CHECK(client.get("/").body() == "\"2\"");
}

TEST_CASE("where the cache's store fails requests are answered without it, and the log has that once", "[pipeline][caching]") {
    const auto log = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{log});
    const auto store = std::make_shared<BrokenStore>();
    app.cache_in(shared_response_cache(store));
    app.get<"/">(Counter{}).cache(60s, tagged("books"));
    app.post<"/">([] { return "done"; }).evicts("books");
    test::Client client{std::move(app)};
    CHECK(client.get("/").body() == "\"1\"");
    CHECK(client.get("/").body() == "\"2\"");
    CHECK(client.post("/").status() == Status::created);
    const auto told = log->lines();
    CHECK(std::count_if(told.begin(), told.end(), [](const std::string& line) { return line.find("the cache's store fails") != std::string::npos; }) == 1);
    store->is_broken = false;
    CHECK(client.get("/").body() == "\"3\"");
    CHECK(client.get("/").body() == "\"3\"");
}

TEST_CASE("an endpoint's Cache-Control is on its answers, unless they have one, and not on failures", "[pipeline][caching]") {
    App app = counting_app();
    app.cache_control(CacheControl{}.private_().no_cache());
    app.get<"/page">(Counter{});
    app.get<"/icon">(Counter{}).cache(60s).cache_control(CacheControl{}.public_().max_age(30s).immutable());
    app.get<"/own">([] { return Reply{std::string{"x"}}.header("Cache-Control", CacheControl{}.no_store().text()); });
    app.get<"/none">(Counter{}).cache_control(none);
    app.get<"/fails">([]() -> std::string { throw NotFound{}; });
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(client.get("/page").header("Cache-Control") == "private, no-cache");
    CHECK(client.get("/icon").header("Cache-Control") == "public, max-age=30, immutable");
    CHECK(client.get("/icon").header("Cache-Control") == "public, max-age=30, immutable");
    client.clock().advance(30s);
    CHECK(client.get("/icon").body() == "\"2\"");
    CHECK(client.get("/own").header("Cache-Control") == "no-store");
    CHECK_FALSE(client.get("/none").headers().contains("Cache-Control"));
    CHECK_FALSE(client.get("/fails").headers().contains("Cache-Control"));
}

TEST_CASE("what is wrong with caching is told when the app is built", "[pipeline][caching]") {
    App app = counting_app();
    app.get<"/field">(Counter{}).cache(60s, vary::by_header("no name"));
    app.get<"/control">(Counter{}).cache_control(CacheControl{}.public_().private_());
    app.get<"/evicts">(Counter{}).evicts("books");
    app.get<"/idempotent">(Counter{}).idempotent();
    const auto mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 4);
    CHECK(mistakes[0] == "GET /field caches by a header field \"no name\", which is no name of one");
    CHECK(mistakes[1] == "GET /control has a Cache-Control that is at odds with itself: it is public and private");
    CHECK(mistakes[2] == "GET /evicts evicts from the cache, but its method changes nothing");
    CHECK(mistakes[3] == "GET /idempotent is .idempotent(), which is for POST and PATCH");
}
