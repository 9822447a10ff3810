#include <atomic>
#include <mutex>

#include <catch2/catch.hpp>

#include <serval/caching/cache.hpp>
#include <serval/caching/shared_cache.hpp>
#include <serval/store/memory_store.hpp>
#include <serval/testing.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Book {
    int id = 0;
    std::string title;
};

/** What the shop has. Thread-safe. */
class Shelf {
public:
    std::vector<Book> all() const {
        const std::lock_guard lock{mutex_};
        return books_;
    }
    void add(Book book) {
        const std::lock_guard lock{mutex_};
        books_.push_back(std::move(book));
    }

private:
    mutable std::mutex mutex_;
    std::vector<Book> books_;
};

struct Order {
    int quantity = 0;
};

// [app]
App bookshop(Settings settings) {
    App app{std::move(settings)};
    app.own(std::make_shared<Shelf>());

    app.get<"/books">([](Inject<Shelf> shelf) { return shelf->all(); }).cache(60s, tagged("books"));
    app.post<"/books">([](Body<Book> book, Inject<Shelf> shelf) {
        shelf->add(*book);
        return *book;
    }).evicts("books");
    return app;
}
// [/app]

// [vary]
void tell_apart(App& app) {
    app.get<"/mine">([] { return "Your books."; }).cache(60s);                               // by user, where somebody is known
    app.get<"/weather">([] { return "Rain."; }).cache(60s, vary::by_nothing);                // the same for all
    app.get<"/near">([] { return "A library."; }).cache(60s, vary::by_address);              // each address its own
    app.get<"/greeting">([](const Request& request) {                                        // each value of a field its own
        return request.header("Accept-Language") == "de" ? "Guten Tag." : "Good day.";
    }).cache(1h, vary::by_header("Accept-Language"));
}
// [/vary]

// [evict]
/** Takes over another shop's books, and has nobody read what was there before. */
Task<std::string> import_books(Inject<ResponseCache> cache) {
    // … the books are changed here, and then:
    co_await cache->evict("books");
    co_return "Imported.";
}
// [/evict]

App shared_shop(Settings settings, std::shared_ptr<SharedStore> store) {
    App app{std::move(settings)};
    // [shared]
    app.store_in(store).cache_in(shared_response_cache(store, {.answer_octets = 256 * 1024}));
    // [/shared]
    app.get<"/books">([calls = std::make_shared<int>(0)] { return std::to_string(++*calls); }).cache(60s, tagged("books"));
    app.post<"/import">(&import_books);
    return app;
}

// [control]
void say_to_clients(App& app) {
    app.cache_control(CacheControl{}.private_().no_cache());   // unless something else is said
    app.get<"/logo">([] { return Response{Status::ok, "<svg/>", "image/svg+xml"}; })
        .cache_control(CacheControl{}.public_().max_age(24h).stale_while_revalidate(1h).immutable());
    app.get<"/token">([] {
        return Reply{std::string{"secret"}}.header("Cache-Control", CacheControl{}.no_store().text());
    });
}
// [/control]

// [idempotent]
void take_orders(App& app) {
    app.post<"/orders">([orders = std::make_shared<std::atomic<int>>(0)](Body<Order>) { return ++*orders; })
        .idempotent({.ttl = 48h, .is_required = true});
}
// [/idempotent]

}  // namespace

TEST_CASE("a list is remembered until a book is added", "[docs]") {
    test::Client client{bookshop(test::settings())};
    CHECK(client.get("/books").body() == "[]");
    CHECK(client.get("/books").header("Age") == "0");
    CHECK(client.post("/books", Book{1, "Dune"}).status() == Status::created);
    const auto changed = client.get("/books");
    CHECK(changed.json().size() == 1);
    CHECK_FALSE(changed.headers().contains("Age"));
}

TEST_CASE("answers are told apart as the page says", "[docs]") {
    App app{test::settings()};
    tell_apart(app);
    test::Client client{std::move(app)};
    const auto greeting = [&](std::string_view language) {
        return client.request(Method::get, "/greeting").header("Accept-Language", language).send();
    };
    CHECK(greeting("de").body() == "\"Guten Tag.\"");
    CHECK(greeting("en").body() == "\"Good day.\"");
    CHECK(greeting("de").body() == "\"Guten Tag.\"");
    CHECK(greeting("de").header("Vary") == "Accept-Language");
    for (const char* const target : {"/mine", "/weather", "/near"}) {
        CHECK_FALSE(client.get(target).headers().contains("Age"));
        CHECK(client.get(target).header("Age") == "0");
    }
}

TEST_CASE("a handler evicts what all processes share", "[docs]") {
    const auto store = std::make_shared<MemoryStore>();
    test::Client here{shared_shop(test::settings(), store)};
    test::Client there{shared_shop(test::settings(), store)};
    CHECK(here.get("/books").body() == "\"1\"");
    CHECK(there.get("/books").header("Age") == "0");
    CHECK(there.post("/import").body() == "\"Imported.\"");
    CHECK(here.get("/books").body() == "\"2\"");
}

TEST_CASE("clients are told what they may keep", "[docs]") {
    App app{test::settings()};
    say_to_clients(app);
    app.get<"/page">([] { return "x"; });
    test::Client client{std::move(app)};
    CHECK(client.get("/page").header("Cache-Control") == "private, no-cache");
    CHECK(client.get("/logo").header("Cache-Control") == "public, max-age=86400, stale-while-revalidate=3600, immutable");
    CHECK(client.get("/token").header("Cache-Control") == "no-store");
}

TEST_CASE("an order that is sent twice is taken once", "[docs]") {
    App app{test::settings()};
    take_orders(app);
    test::Client client{std::move(app)};
    const auto order = [&](int quantity) {
        return client.request(Method::post, "/orders").json(Json{{"quantity", quantity}}).header("Idempotency-Key", "\"8e03978e\"").send();
    };
    CHECK(order(1).body() == "1");
    CHECK(order(1).body() == "1");
    CHECK(order(2).status() == Status::unprocessable_content);
    CHECK(client.post("/orders", Json{{"quantity", 1}}).status() == Status::bad_request);
}
