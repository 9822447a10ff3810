// What every store does with channels.
#include <atomic>
#include <future>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/store/listener.hpp"
#include "unit/store/tested_store.hpp"

using namespace serval;
using serval::test::Listener;
using serval::test::make_tested_store;
using namespace std::chrono_literals;

namespace {

using Messages = std::vector<std::string>;

void publish(SharedStore& store, std::string_view channel, std::string message) { sync_wait(store.publish(channel, std::move(message))); }

/** A receiver that does no more than `receive` says, and the subscription of it, once it has joined. */
Subscription subscribe(SharedStore& store, std::string channel, SharedFunction<void(std::string_view)> receive) {
    auto joined = std::make_shared<std::promise<void>>();
    auto subscription = store.subscribe(std::move(channel), {.receive = std::move(receive), .joined = [joined] { joined->set_value(); }});
    joined->get_future().wait();
    return subscription;
}

}  // namespace

TEST_CASE("what is published is heard by all who hear the channel, in order, and by nobody else", "[store]") {
    const auto store = make_tested_store();
    Listener first{store->shared(), "news"};
    Listener second{store->shared(), "news"};
    Listener other{store->shared(), "new"};
    Messages published;
    for (int i = 0; i < 1'000; ++i) {
        published.push_back(std::to_string(i));
        publish(store->shared(), "news", published.back());
    }
    CHECK(first.heard(1'000) == published);
    CHECK(second.heard(1'000) == published);
    publish(store->shared(), "new", "x");
    CHECK(other.heard(1) == Messages{"x"});
}

TEST_CASE("any octets are messages and names of channels, and a message may be empty", "[store]") {
    const auto store = make_tested_store();
    const std::string odd{"\0\r\n\xFF", 4};
    Listener listener{store->shared(), odd};
    publish(store->shared(), odd, odd);
    publish(store->shared(), odd, "");
    publish(store->shared(), odd, std::string(100'000, 'x'));
    CHECK(listener.heard(3) == Messages{odd, "", std::string(100'000, 'x')});
}

TEST_CASE("what nobody hears is published all the same, and is heard by nobody who comes later", "[store]") {
    const auto store = make_tested_store();
    publish(store->shared(), "news", "early");
    Listener listener{store->shared(), "news"};
    publish(store->shared(), "news", "late");
    CHECK(listener.heard(1) == Messages{"late"});
}

TEST_CASE("values, allowances and channels of one name have nothing to do with one another", "[store]") {
    const auto store = make_tested_store();
    Listener listener{store->shared(), "a"};
    store->set("a", "1");
    publish(store->shared(), "a", "2");
    CHECK(listener.heard(1) == Messages{"2"});
    CHECK(store->get("a") == "1");
}

TEST_CASE("a receiver is called no more once its subscription has ended, whoever publishes meanwhile", "[store]") {
    const auto store = make_tested_store();
    std::vector<std::jthread> publishers;
    for (int i = 0; i < 3; ++i) {
        publishers.emplace_back([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) publish(store->shared(), "news", "x");
        });
    }
    std::atomic<int> late = 0;
    std::atomic<int> heard = 0;
    for (int i = 0; i < 200; ++i) {
        // The receiver's object is gone when the subscription is: a sanitizer sees a call that is late, and so does the flag.
        auto lasts = std::make_unique<std::atomic<bool>>(true);
        Subscription subscription = subscribe(store->shared(), "news", [&late, &heard, flag = lasts.get()](std::string_view) {
            late += flag->load() ? 0 : 1;
            ++heard;
        });
        const int before = heard;
        while (heard == before) std::this_thread::yield();
        subscription.end();
        *lasts = false;
        lasts.reset();
    }
    CHECK(late == 0);
    CHECK(heard >= 200);
}

TEST_CASE("a receiver may end its own subscription, and hears nothing after that", "[store]") {
    const auto store = make_tested_store();
    Subscription subscription;
    std::atomic<int> heard = 0;
    Listener after{store->shared(), "news"};
    subscription = subscribe(store->shared(), "news", [&](std::string_view) {
        ++heard;
        subscription.end();
    });
    for (int i = 0; i < 3; ++i) publish(store->shared(), "news", "x");
    CHECK(after.heard(3).size() == 3);
    while (heard == 0) std::this_thread::yield();
    CHECK(heard == 1);
    CHECK(subscription.has_ended());
}

TEST_CASE("a receiver may subscribe", "[store]") {
    const auto store = make_tested_store();
    Listener after{store->shared(), "questions"};
    std::promise<void> joined;
    Subscription more;
    const Subscription asking = subscribe(store->shared(), "questions", [&](std::string_view) {
        more = store->shared().subscribe("answers", {.joined = [&] { joined.set_value(); }});
    });
    publish(store->shared(), "questions", "1");
    joined.get_future().wait();
    CHECK(after.heard(1) == Messages{"1"});
}

TEST_CASE("a channel that everybody has left is heard again by whoever comes then", "[store]") {
    const auto store = make_tested_store();
    for (int i = 0; i < 50; ++i) {
        Listener listener{store->shared(), "news"};
        publish(store->shared(), "news", std::to_string(i));
        CHECK(listener.heard(1) == Messages{std::to_string(i)});
        listener.end();
        publish(store->shared(), "news", "not heard");
        CHECK(listener.heard(0).size() == 1);
    }
}

TEST_CASE("a subscription that is replaced ends, and one that is moved goes on", "[store]") {
    const auto store = make_tested_store();
    std::atomic<int> first = 0;
    std::atomic<int> second = 0;
    Listener after{store->shared(), "news"};
    Subscription one = subscribe(store->shared(), "news", [&](std::string_view) { ++first; });
    Subscription other = std::move(one);
    CHECK(one.has_ended());
    publish(store->shared(), "news", "x");
    other = subscribe(store->shared(), "news", [&](std::string_view) { ++second; });
    const int heard_by_first = first;
    publish(store->shared(), "news", "y");
    CHECK(after.heard(2).size() == 2);
    while (second == 0) std::this_thread::yield();
    CHECK(heard_by_first <= 1);
    CHECK(first == heard_by_first);
}

TEST_CASE("subscriptions may outlive their store", "[store]") {
    auto store = make_tested_store();
    Subscription subscription = subscribe(store->shared(), "news", [](std::string_view) {});
    store.reset();
    subscription.end();
    CHECK(subscription.has_ended());
}
