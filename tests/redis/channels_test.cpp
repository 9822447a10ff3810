// Channels by which processes tell one another, in a Redis that may go and come back.
#include <algorithm>
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include <serval/logging/memory_log.hpp>
#include <serval/redis.hpp>
#include <serval/tasks/sync_wait.hpp>

#include "redis/redis_server.hpp"
#include "redis/tested_redis_store.hpp"
#include "unit/store/listener.hpp"

using namespace serval;
using serval::test::Listener;
using serval::test::RedisServer;
using namespace std::chrono_literals;

namespace {

using Messages = std::vector<std::string>;

RedisOptions options_of(const std::string& url, std::shared_ptr<MemoryLog> log = nullptr) {
    RedisOptions options;
    options.url = url;
    options.connections = 1;
    options.time_limit = 500ms;
    if (log != nullptr) options.log = Log{std::move(log)};
    return options;
}

/** Publish until Redis takes it. */
void publish(SharedStore& store, std::string_view channel, const std::string& message) {
    while (true) {
        try {
            return sync_wait(store.publish(channel, message));
        } catch (const StoreError&) {
        }
    }
}

std::ptrdiff_t count_of(const MemoryLog& log, std::string_view message) {
    const auto lines = log.lines();
    return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(message) != std::string::npos; });
}

}  // namespace

TEST_CASE("what one process publishes another hears, under the same prefix alone, whatever the database", "[redis]") {
    const std::string url = test::shared_redis().url();
    RedisStore here{options_of(url)};
    RedisStore there{options_of(url + "?db=3")};
    RedisOptions options = options_of(url);
    options.prefix = "other:";
    RedisStore other{options};
    Listener listener{there, "news"};
    Listener stranger{other, "news"};
    publish(here, "news", "1");
    publish(other, "news", "2");
    CHECK(listener.heard(1) == Messages{"1"});
    CHECK(stranger.heard(1) == Messages{"2"});
}

TEST_CASE("when Redis goes receivers are told that they miss messages, and when it is back that they do no more", "[redis]") {
    RedisServer server{{}};
    const auto log = std::make_shared<MemoryLog>();
    RedisOptions options = options_of(server.url(), log);
    options.time_limit = 20s;   // a machine that is busy otherwise does not pass for a Redis that is gone
    RedisStore store{options};
    Listener listener{store, "news"};
    Listener other{store, "weather"};
    for (int round = 1; round <= 3; ++round) {
        server.kill();
        REQUIRE(listener.await_parted(round));
        REQUIRE(other.await_parted(round));
        server.start();
        REQUIRE(listener.await_joined(round + 1));
        REQUIRE(other.await_joined(round + 1));
        // It may have parted once more meanwhile: what was missed is published again.
        const std::string message = std::to_string(round);
        for (Messages heard; heard.empty() || heard.back() != message; heard = listener.heard(0)) publish(store, "news", message);
    }
    Messages heard = listener.heard(3);
    heard.erase(std::unique(heard.begin(), heard.end()), heard.end());
    CHECK(heard == Messages{"1", "2", "3"});
    CHECK(other.heard(0).empty());
    CHECK(count_of(*log, "Redis' channels are away; what is published there is missed") == count_of(*log, "Redis' channels are back"));
}

TEST_CASE("a Redis that stands still is found out, also when nobody publishes", "[redis]") {
    const RedisServer server{{}};
    RedisStore store{options_of(server.url())};
    Listener listener{store, "news"};
    server.freeze();
    CHECK(listener.await_parted(1));
    server.thaw();
    CHECK(listener.await_joined(2));
    publish(store, "news", "x");
    CHECK(listener.heard(1) == Messages{"x"});
}

TEST_CASE("a connection on which nothing is published lasts, with channels or without", "[redis]") {
    const auto log = std::make_shared<MemoryLog>();
    RedisOptions options = options_of(test::shared_redis().url(), log);
    options.time_limit = 300ms;
    RedisStore store{options};
    Listener listener{store, "quiet"};
    CHECK_FALSE(listener.await_parted(1, 1s));
    listener.end();
    CHECK_FALSE(listener.await_parted(1, 1s));
    CHECK(log->lines().empty());
}

TEST_CASE("who subscribes while Redis is away joins when it comes", "[redis]") {
    RedisServer server{{}};
    server.kill();
    const auto log = std::make_shared<MemoryLog>();
    RedisStore store{options_of(server.url(), log)};
    std::atomic<bool> has_joined = false;
    const Subscription subscription = store.subscribe("news", {.joined = [&] { has_joined = true; }});
    while (count_of(*log, "Redis' channels are away") == 0) std::this_thread::yield();
    CHECK_FALSE(has_joined);
    server.start();
    while (!has_joined) std::this_thread::yield();
    CHECK(count_of(*log, "Redis' channels are back") == 1);
}

TEST_CASE("a Redis that lets nobody hear is told, and asked again", "[redis]") {
    const RedisServer server{{"--user", "app", "on", ">secret", "~*", "+@all", "resetchannels"}};
    const auto log = std::make_shared<MemoryLog>();
    RedisStore store{options_of("unix://app:secret@" + server.url().substr(7), log)};
    const Subscription subscription = store.subscribe("news", {});
    while (count_of(*log, "NOPERM") == 0) std::this_thread::yield();
    CHECK(sync_wait(store.get("a")) == std::nullopt);
    CHECK(count_of(*log, "Redis' channels are away") == 1);
}

TEST_CASE("what a receiver throws the log tells, and messages go on", "[redis]") {
    const auto log = std::make_shared<MemoryLog>();
    RedisStore store{options_of(test::shared_redis().url(), log)};
    const Subscription failing = store.subscribe("failing", {.receive = [](std::string_view) { throw std::runtime_error{"no room"}; }});
    Listener listener{store, "failing"};
    publish(store, "failing", "x");
    publish(store, "failing", "y");
    CHECK(listener.heard(2) == Messages{"x", "y"});
    CHECK(count_of(*log, "a receiver of a channel fails channel=serval:channel:failing error=\"no room\"") >= 1);
}

TEST_CASE("a store that goes tells its receivers that they miss messages", "[redis]") {
    auto store = std::make_unique<RedisStore>(options_of(test::shared_redis().url()));
    Listener listener{*store, "news"};
    store.reset();
    CHECK(listener.await_parted(1));
    listener.end();
}
