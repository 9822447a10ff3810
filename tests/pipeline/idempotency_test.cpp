#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <serval/json.hpp>
#include <serval/store/memory_store.hpp>

#include "pipeline/carrier.hpp"
#include "pipeline/recorder.hpp"
#include "server/app_core.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Order {
    int quantity = 0;
};

/** A shop that counts its orders. */
struct Shop {
    App app(Idempotency how = {}) {
        App app{test::settings()};
        app.authenticate(test::HeaderAuthenticator{});
        app.post<"/orders">([this](Body<Order> order) {
            ++orders;
            if (order->quantity == 13) throw Conflict{"Not thirteen."};
            if (order->quantity == 500) throw ServiceUnavailable{};
            return Reply{std::to_string(orders.load())}.header("X-Order", std::to_string(orders.load()));
        }).idempotent(how);
        app.post<"/returns">([this](Body<Order>) { return std::to_string(++orders); }).idempotent(how);
        return app;
    }
    std::atomic<int> orders = 0;
};

test::Response order(test::Client& client, std::string_view key, int quantity, std::string_view target = "/orders",
                     std::string_view user = {}) {
    auto request = client.request(Method::post, target);
    request.json(Json{{"quantity", quantity}}).header("Idempotency-Key", key);
    if (!user.empty()) request.header("X-User", user);
    return request.send();
}

/** A store that may be out of reach, or be told nothing of how requests ended, as when the process dies. */
class FrailStore final : public SharedStore {
public:
    Task<std::optional<std::string>> get(std::string_view key) override { return check(), store.get(key); }
    Task<void> set(std::string_view key, std::string value, Duration ttl) override {
        if (dies) return Task<void>::ready();
        return check(), store.set(key, std::move(value), ttl);
    }
    Task<bool> add(std::string_view key, std::string value, Duration ttl) override { return check(), store.add(key, std::move(value), ttl); }
    Task<bool> erase(std::string_view key) override { return check(), store.erase(key); }
    Task<std::int64_t> increment(std::string_view key, std::int64_t by, Duration ttl) override { return store.increment(key, by, ttl); }
    Task<bool> take(std::span<AllowanceClaim> claims, Taking taking) override { return store.take(claims, taking); }
    void use_clock(const std::shared_ptr<const TimeSource>& clock) override { store.use_clock(clock); }

    bool is_broken = false;
    bool dies = false;
    MemoryStore store;

private:
    void check() const {
        if (is_broken) throw StoreError{"out of reach"};
    }
};

}  // namespace

TEST_CASE("a request that is repeated under its key runs once and is answered the same", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app()};
    const auto first = order(client, "\"k-1\"", 2);
    const auto again = order(client, "\"k-1\"", 2);
    CHECK(first.status() == Status::created);
    CHECK(again.status() == Status::created);
    CHECK(again.body() == first.body());
    CHECK(again.header("X-Order") == "1");
    CHECK(again.header("Content-Type") == first.header("Content-Type"));
    CHECK(shop.orders == 1);
    CHECK(order(client, "k-1", 2).body() == first.body());   // the same key without its quotes
    CHECK(order(client, "\"k-2\"", 2).body() == "\"2\"");
}

TEST_CASE("a key goes with one payload, one endpoint and one user", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app()};
    CHECK(order(client, "k", 2).status() == Status::created);
    const auto other = order(client, "k", 3);
    CHECK(other.status() == Status::unprocessable_content);
    CHECK(other.json()["code"] == "idempotency_key_reused");
    CHECK(shop.orders == 1);
    CHECK(order(client, "k", 2, "/returns").body() == "\"2\"");
    CHECK(order(client, "k", 2, "/orders", "ann").body() == "\"3\"");
    CHECK(order(client, "k", 2, "/orders", "bob").body() == "\"4\"");
    CHECK(order(client, "k", 2, "/orders", "ann").body() == "\"3\"");
}

TEST_CASE("a refusal of the handler is repeated, a failure and wrong input are not", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app()};
    CHECK(order(client, "refused", 13).status() == Status::conflict);
    CHECK(order(client, "refused", 13).json()["detail"] == "Not thirteen.");
    CHECK(shop.orders == 1);
    CHECK(order(client, "failed", 500).status() == Status::service_unavailable);
    CHECK(order(client, "failed", 500).status() == Status::service_unavailable);
    CHECK(shop.orders == 3);
    const auto wrong = client.request(Method::post, "/orders").json(Json{{"quantity", "many"}}).header("Idempotency-Key", "mended").send();
    CHECK(wrong.status() == Status::bad_request);
    CHECK(order(client, "mended", 1).status() == Status::created);
}

TEST_CASE("an answer is repeated for its time", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app({.ttl = 60s})};
    client.clock().freeze();
    CHECK(order(client, "k", 2).body() == "\"1\"");
    client.clock().advance(59s);
    CHECK(order(client, "k", 2).body() == "\"1\"");
    client.clock().advance(1s);
    CHECK(order(client, "k", 2).body() == "\"2\"");
}

TEST_CASE("while a request runs its repeats are conflicts, until it is taken for dead", "[pipeline][caching]") {
    Shop shop;
    App app = shop.app({.running = 60s});
    const auto store = std::make_shared<FrailStore>();
    app.store_in(store);
    test::Client client{std::move(app)};
    client.clock().freeze();
    store->dies = true;
    CHECK(order(client, "k", 2).status() == Status::created);
    const auto repeat = order(client, "k", 2);
    CHECK(repeat.status() == Status::conflict);
    CHECK(repeat.json()["code"] == "idempotency_key_in_use");
    CHECK(order(client, "k", 3).status() == Status::unprocessable_content);
    client.clock().advance(60s);
    CHECK(order(client, "k", 2).body() == "\"2\"");
}

TEST_CASE("a key is asked for where it is required, and is a text of some length", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app({.is_required = true})};
    const auto without = client.post("/orders", Json{{"quantity", 1}});
    CHECK(without.status() == Status::bad_request);
    CHECK(without.json()["code"] == "idempotency_key_missing");
    for (const std::string& key : {std::string{}, std::string{"\"\""}, std::string{"\"open"}, std::string{"\"a\" b"}, std::string(256, 'x')}) {
        CHECK(order(client, key, 1).json()["code"] == "idempotency_key_invalid");
    }
    CHECK(shop.orders == 0);
    CHECK(order(client, std::string(255, 'x'), 1).status() == Status::created);
}

TEST_CASE("without a key a request runs each time, where none is required", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app()};
    CHECK(client.post("/orders", Json{{"quantity", 1}}).body() == "\"1\"");
    CHECK(client.post("/orders", Json{{"quantity", 1}}).body() == "\"2\"");
}

TEST_CASE("where the store fails a request with a key is refused, or runs where that is said", "[pipeline][caching]") {
    const bool opens = GENERATE(false, true);
    Shop shop;
    App app = shop.app({.fails_open = opens});
    const auto store = std::make_shared<FrailStore>();
    store->is_broken = true;
    app.store_in(store);
    test::Client client{std::move(app)};
    CHECK(order(client, "k", 2).status() == (opens ? Status::created : Status::service_unavailable));
    CHECK(shop.orders == (opens ? 1 : 0));
}

TEST_CASE("a request whose answer is too large to keep does not run again", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app({.answer_octets = 8})};
    CHECK(order(client, "k", 2).status() == Status::created);
    const auto repeat = order(client, "k", 2);
    CHECK(repeat.status() == Status::conflict);
    CHECK(repeat.json()["code"] == "idempotency_key_used");
    CHECK(shop.orders == 1);
}

TEST_CASE("of one request sent on several loops at once one runs", "[pipeline][caching]") {
    constexpr int threads = 4;
    constexpr int rounds = 200;
    Shop shop;
    test::Client client{shop.app()};
    std::atomic<int> made = 0;
    std::atomic<int> in_use = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < threads; ++i) {
        clients.emplace_back([&] {
            for (int n = 0; n < rounds; ++n) {
                test::Carrier carrier{Request{Method::post, "/orders"}};
                carrier.request.headers().set("Content-Type", "application/json");
                carrier.request.headers().set("Idempotency-Key", std::to_string(n));
                carrier.request.mutable_body() = R"({"quantity": 1})";
                const Status status = carrier.carry_and_wait(client.app().core().pipeline());
                made += status == Status::created ? 1 : 0;
                in_use += status == Status::conflict ? 1 : 0;
            }
        });
    }
    clients.clear();
    CHECK(shop.orders == rounds);
    CHECK(made + in_use == threads * rounds);
}

TEST_CASE("the documentation tells of the key and of what it may be answered with", "[pipeline][caching]") {
    Shop shop;
    test::Client client{shop.app({.is_required = true})};
    const Json document = client.get("/openapi.json").json();
    const Json& operation = document["paths"]["/orders"]["post"];
    bool is_told = false;
    for (const Json& parameter : operation["parameters"]) {
        is_told = is_told || (parameter["name"] == "Idempotency-Key" && parameter["in"] == "header" && parameter["required"] == true);
    }
    CHECK(is_told);
    for (const char* const status : {"400", "409", "422"}) CHECK(operation["responses"].contains(status));
}
