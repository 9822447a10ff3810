// What a store in memory does with channels, and one that has none.
#include <thread>

#include <catch2/catch.hpp>

#include <serval/store/memory_store.hpp>
#include <serval/tasks/sync_wait.hpp>

#include "lost_store.hpp"
#include "unit/store/listener.hpp"

using namespace serval;
using serval::test::Listener;

TEST_CASE("in memory whoever publishes calls the receivers, and has called them when it goes on", "[store]") {
    MemoryStore store;
    std::thread::id caller;
    const Subscription subscription = store.subscribe("news", {.receive = [&](std::string_view) { caller = std::this_thread::get_id(); }});
    std::jthread{[&] { sync_wait(store.publish("news", "x")); }}.join();
    CHECK(caller != std::thread::id{});
    CHECK(caller != std::this_thread::get_id());
    sync_wait(store.publish("news", "x"));
    CHECK(caller == std::this_thread::get_id());
}

TEST_CASE("of messages that several threads publish, each is heard once, and those of one thread in order", "[store]") {
    constexpr int threads = 4;
    constexpr int times = 500;
    MemoryStore store;
    Listener listener{store, "news"};
    std::vector<std::jthread> publishers;
    for (int i = 0; i < threads; ++i) {
        publishers.emplace_back([&, i] {
            for (int n = 0; n < times; ++n) sync_wait(store.publish("news", std::to_string(i * times + n)));
        });
    }
    publishers.clear();
    const auto heard = listener.heard(threads * times);
    REQUIRE(heard.size() == threads * times);
    std::vector<int> next(threads);
    for (const std::string& message : heard) {
        const int number = std::stoi(message);
        CHECK(number % times == next[static_cast<std::size_t>(number / times)]++);
    }
}

TEST_CASE("a receiver in memory may publish, on its own channel too", "[store]") {
    MemoryStore store;
    Listener listener{store, "news"};
    const Subscription echo = store.subscribe("news", {.receive = [&](std::string_view message) {
        if (message.size() < 3) sync_wait(store.publish("news", std::string{message} + "x"));
    }});
    sync_wait(store.publish("news", "x"));
    CHECK(listener.heard(3) == std::vector<std::string>{"x", "xx", "xxx"});
}

TEST_CASE("what a receiver in memory throws fails the publisher, when all others have heard it", "[store]") {
    MemoryStore store;
    const Subscription failing = store.subscribe("news", {.receive = [](std::string_view) { throw std::runtime_error{"no room"}; }});
    const Subscription odd = store.subscribe("odd", {.receive = [](std::string_view) { throw 1; }});
    Listener listener{store, "news"};
    CHECK_THROWS_WITH(sync_wait(store.publish("news", "x")), "a receiver of the channel \"news\" fails: no room");
    CHECK(listener.heard(1).size() == 1);
    CHECK_THROWS_AS(sync_wait(store.publish("odd", "x")), StoreError);
}

TEST_CASE("a subscription that ends waits for the call that is under way on another thread", "[store]") {
    MemoryStore store;
    std::atomic<bool> is_called = false;
    std::atomic<bool> may_return = false;
    std::atomic<bool> has_returned = false;
    Subscription subscription = store.subscribe("news", {.receive = [&](std::string_view) {
        is_called = true;
        while (!may_return) std::this_thread::yield();
        has_returned = true;
    }});
    std::jthread publisher{[&] { sync_wait(store.publish("news", "x")); }};
    while (!is_called) std::this_thread::yield();
    std::jthread releaser{[&] { may_return = true; }};
    subscription.end();
    CHECK(has_returned);
}

TEST_CASE("a store without channels says so", "[store]") {
    test::LostStore store;
    CHECK_THROWS_AS(sync_wait(store.publish("news", "x")), StoreError);
    CHECK_THROWS_AS(store.subscribe("news", {}), StoreError);
}
