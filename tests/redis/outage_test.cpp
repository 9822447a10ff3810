// Redis goes and comes back while a service is asked.
#include <algorithm>
#include <thread>

#include <catch2/catch.hpp>

#include <serval/logging/memory_log.hpp>
#include <serval/redis.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

#include "redis/command.hpp"
#include "redis/connections.hpp"
#include "redis/redis_server.hpp"
#include "wire/crowd.hpp"
#include "wire/running_app.hpp"

using namespace serval;
using serval::test::RedisServer;
using namespace std::chrono_literals;

namespace {

std::string word() { return "x"; }

std::ptrdiff_t count_of(const MemoryLog& log, std::string_view message) {
    const auto lines = log.lines();
    return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(message) != std::string::npos; });
}

/** Whether the log tells `message` so many times, now or soon: what was asked fails before it is known that no connection can be made. */
bool is_told(const MemoryLog& log, std::string_view message, std::ptrdiff_t times) {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (count_of(log, message) != times) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

RedisOptions options_of(const RedisServer& server, std::shared_ptr<MemoryLog> log) {
    RedisOptions options;
    options.url = server.url();
    options.connections = 2;
    options.time_limit = 500ms;
    options.log = Log{std::move(log)};
    return options;
}

/** An app with a throttle of either kind. */
App throttled_app(const RedisOptions& options) {
    App app{test::settings()};
    app.store_in(std::make_shared<RedisStore>(options));
    app.get<"/closed">(word).throttle(throttle::anonymous("1000000/min"));
    app.get<"/open">(word).throttle(throttle::anonymous("1000000/min").fail_open());
    return app;
}

}  // namespace

TEST_CASE("Redis is killed and started again under load: what fails closed refuses, what fails open admits, and all is well by itself", "[redis]") {
    RedisServer server{{}};
    const auto log = std::make_shared<MemoryLog>();
    wire::RunningApp service{throttled_app(options_of(server, log))};
    wire::Crowd crowd{service.port(), {"/closed", "/open"}};
    REQUIRE(crowd.await("/closed", 200, 200));
    for (int round = 1; round <= 3; ++round) {
        REQUIRE(is_told(*log, "Redis is back", round - 1));
        server.kill();
        REQUIRE(crowd.await("/closed", 503, 200));
        REQUIRE(is_told(*log, "Redis is away", round));
        server.start();
        REQUIRE(crowd.await("/closed", 200, 200));
    }
    auto answers = crowd.leave();
    CHECK(answers["/closed"].size() == 2);
    CHECK(answers["/closed"][503] >= 600);
    CHECK(answers["/open"].size() == 1);
    CHECK(answers["/open"][200] > 0);
    CHECK(is_told(*log, "Redis is back", 3));
    CHECK(log->lines().size() == 6);
}

TEST_CASE("Redis stands still under load: nobody waits for longer than the time limit, and all is well once it goes on", "[redis]") {
    RedisServer server{{}};
    const auto log = std::make_shared<MemoryLog>();
    wire::RunningApp service{throttled_app(options_of(server, log))};
    wire::Crowd crowd{service.port(), {"/closed", "/open"}};
    REQUIRE(crowd.await("/closed", 200, 200));
    server.freeze();
    REQUIRE(crowd.await("/closed", 503, 200));
    REQUIRE(is_told(*log, "Redis is away", 1));
    server.thaw();
    REQUIRE(crowd.await("/closed", 200, 200));
    auto answers = crowd.leave();
    CHECK(answers["/closed"].size() == 2);
    CHECK(answers["/open"].size() == 1);
    CHECK(is_told(*log, "Redis is back", 1));
    CHECK(log->lines().size() == 2);
}

TEST_CASE("a connection that Redis closes is made anew, and nobody is told", "[redis]") {
    const RedisServer server{{}};
    const auto log = std::make_shared<MemoryLog>();
    RedisStore store{options_of(server, log)};
    sync_wait(store.set("a", "1", 1h));
    redis::Connections connections{options_of(server, nullptr)};
    const auto clients = [&connections] {
        const std::string list = sync_wait(connections.ask(redis::format_command({"CLIENT", "LIST", "TYPE", "normal"}))).text().value();
        return std::count(list.begin(), list.end(), '\n');
    };
    for (int i = 0; i < 200 && clients() < 3; ++i) std::this_thread::sleep_for(10ms);   // some may not stand yet; one is that which asks
    CHECK(sync_wait(connections.ask(redis::format_command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"}))).number() >= 2);
    int found = 0;
    for (int i = 0; i < 100; ++i) {
        try {
            found += sync_wait(store.get("a")) == "1" ? 1 : 0;
        } catch (const StoreError&) {   // asked before the end of the connection was seen
        }
    }
    CHECK(found >= 98);
    CHECK(log->lines().empty());
}
