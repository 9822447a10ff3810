#include <atomic>
#include <mutex>

#include <catch2/catch.hpp>

#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

// [handler]
/** Sends the letter once, however often a client that had no answer asks for it. */
Task<std::string> send_letter(Path<"id", std::string> id, Inject<SharedStore> store) {
    const bool is_first = co_await store->add("letter " + *id, "sent", 24h);
    if (!is_first) co_return "It is on its way.";
    co_await store->increment("letters sent", 1, 24h);
    co_return "Sent.";
}
// [/handler]

App letters(Settings settings) {
    // [app]
    App app{std::move(settings)};
    app.store_in(std::make_shared<MemoryStore>(MemoryStoreOptions{.value_octets = 256 * 1024 * 1024}));
    // [/app]
    app.post<"/letters/{id}">(&send_letter);
    app.get<"/letters">([](Inject<SharedStore> store) -> Task<std::string> {
        const auto count = co_await store->get("letters sent");
        co_return count.value_or("0");
    });
    return app;
}

// [allowances]
/** Draws from the house's allowance and from the guest's: from both, or from neither. */
Task<bool> may_print(SharedStore& store, std::string guest) {
    std::vector<AllowanceClaim> claims;
    claims.push_back({.key = "printer", .allowance = {.amount = 100, .period = 1h}});
    claims.push_back({.key = "printer of " + guest, .allowance = {.amount = 2, .period = 1h}});
    co_return co_await store.take(claims);
}
// [/allowances]

// [channel]
/** When the house is open: each process remembers it, until any of them changes it. */
class OpeningHours {
public:
    explicit OpeningHours(SharedStore& store)
        : store_{store}, news_{store.subscribe("opening hours", {.receive = [this](std::string_view) { forget(true); },
                                                                 .joined = [this] { forget(true); },
                                                                 .parted = [this] { forget(false); }})} {}

    Task<std::string> read() {
        const std::uint64_t change = changes_;   // what is read before a change is not remembered after it
        auto hours = remembered();
        if (hours.has_value()) co_return *hours;
        hours = co_await store_.get("opening hours");
        remember(hours.value_or("closed"), change);
        co_return hours.value_or("closed");
    }

    Task<void> change(std::string hours) {
        co_await store_.set("opening hours", std::move(hours), 24h * 365);
        co_await store_.publish("opening hours", "");
    }

private:
    std::optional<std::string> remembered() {
        const std::lock_guard lock{mutex_};
        return hours_;
    }
    void remember(std::string hours, std::uint64_t change) {
        const std::lock_guard lock{mutex_};
        if (hears_ && change == changes_) hours_ = std::move(hours);
    }
    void forget(bool hears) {
        const std::lock_guard lock{mutex_};
        ++changes_;
        hears_ = hears;
        hours_.reset();
    }

    SharedStore& store_;
    std::mutex mutex_;
    std::atomic<std::uint64_t> changes_ = 0;
    bool hears_ = false;
    std::optional<std::string> hours_;
    Subscription news_;   // the last to be made, and the first to end
};
// [/channel]

}  // namespace

TEST_CASE("what a handler keeps in the store is there for later requests, for its time", "[docs]") {
    test::Client client{letters(test::settings())};
    client.clock().freeze();
    CHECK(client.post("/letters/7").json() == "Sent.");
    CHECK(client.post("/letters/7").json() == "It is on its way.");
    CHECK(client.post("/letters/8").json() == "Sent.");
    CHECK(client.get("/letters").json() == "2");
    client.clock().advance(24h);
    CHECK(client.get("/letters").json() == "0");
    CHECK(client.post("/letters/7").json() == "Sent.");
}

TEST_CASE("several allowances are drawn from together", "[docs]") {
    MemoryStore store;
    CHECK(sync_wait(may_print(store, "ann")));
    CHECK(sync_wait(may_print(store, "ann")));
    CHECK_FALSE(sync_wait(may_print(store, "ann")));
    int printed = 2;
    for (int guest = 0; guest < 200; ++guest) printed += sync_wait(may_print(store, std::to_string(guest))) ? 1 : 0;
    CHECK(printed == 100);
}

TEST_CASE("each process remembers the opening hours until another changes them", "[docs]") {
    MemoryStore store;
    OpeningHours here{store};
    OpeningHours there{store};
    CHECK(sync_wait(here.read()) == "closed");
    CHECK(sync_wait(there.read()) == "closed");
    sync_wait(store.set("opening hours", "nobody was told", 1h));
    CHECK(sync_wait(here.read()) == "closed");   // remembered
    sync_wait(there.change("9 to 5"));
    CHECK(sync_wait(here.read()) == "9 to 5");
    CHECK(sync_wait(there.read()) == "9 to 5");
}
