// What becomes of questions where Redis does not do as it should.
#include <chrono>

#include <catch2/catch.hpp>

#include <serval/logging/memory_log.hpp>
#include <serval/redis.hpp>
#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/when_all.hpp>
#include <serval/tasks/with_timeout.hpp>

#include "unit/redis/scripted_redis.hpp"

using namespace serval;
using serval::test::ScriptedRedis;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

/** How long one of these tests may hold, on a machine that is busy otherwise. */
constexpr auto soon = 5s;

RedisOptions options_of(std::string url, std::shared_ptr<MemoryLog> log = nullptr) {
    RedisOptions options;
    options.url = std::move(url);
    options.connections = 1;
    options.time_limit = 200ms;
    if (log != nullptr) options.log = Log{std::move(log)};
    return options;
}

/** What getting a value fails with. */
std::string failure_of(RedisStore& store) {
    try {
        (void)sync_wait(store.get("a"));
        return "nothing";
    } catch (const StoreError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("where nobody listens every question fails, and the log says so once", "[redis]") {
    const std::string url = ScriptedRedis{{}}.url();   // was listened at a moment ago
    const auto log = std::make_shared<MemoryLog>();
    RedisStore store{options_of(url, log)};
    const auto began = Clock::now();
    for (int i = 0; i < 100; ++i) CHECK_THAT(failure_of(store), Catch::Contains("is away: Connection refused"));
    CHECK(Clock::now() - began < soon);
    REQUIRE(log->lines().size() == 1);
    CHECK_THAT(log->lines().front(), Catch::StartsWith("error Redis is away; what needs it fails until it is back redis=" + url));
}

TEST_CASE("a Redis that never answers costs its time limit, and then nothing", "[redis]") {
    const ScriptedRedis silent{{}};
    const auto log = std::make_shared<MemoryLog>();
    RedisStore store{options_of(silent.url(), log)};
    const auto began = Clock::now();
    CHECK(failure_of(store) != "nothing");
    CHECK(Clock::now() - began < soon);
    while (log->lines().empty()) (void)failure_of(store);
    CHECK_THAT(failure_of(store), Catch::Contains("is away: timed out"));
    CHECK(log->lines().size() == 1);
}

TEST_CASE("a question that is not answered in time fails, with all that were asked behind it", "[redis]") {
    const ScriptedRedis silent{{"+OK\r\n"}};   // lets everybody in, and that is all
    RedisStore store{options_of(silent.url())};
    const auto ask_twice = [](RedisStore& of) -> Task<int> {
        const auto fails = [](RedisStore& asked, std::string key) -> Task<int> {
            try {
                (void)co_await asked.get(key);
                co_return 0;
            } catch (const StoreError& error) {
                co_return std::string_view{error.what()}.find("no answer within 200ms") != std::string_view::npos ? 1 : 0;
            }
        };
        auto [first, second] = co_await when_all(fails(of, "a"), fails(of, "b"));
        co_return first + second;
    };
    CHECK(sync_wait(ask_twice(store)) == 2);
}

TEST_CASE("a Redis that refuses who asks is away, and tells why", "[redis]") {
    const ScriptedRedis strict{{"-WRONGPASS invalid username-password pair or user is disabled.\r\n"}};
    RedisStore store{options_of("redis://app:secret@" + strict.url().substr(8))};
    const std::string failure = failure_of(store);
    CHECK_THAT(failure, Catch::Contains("Redis refuses: WRONGPASS") && !Catch::Contains("secret"));
}

TEST_CASE("an answer that breaks the protocol fails the question and costs the connection", "[redis]") {
    const ScriptedRedis broken{{"+OK\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n"}};
    RedisStore store{options_of(broken.url())};
    CHECK_THAT(failure_of(store), Catch::Contains("was lost: Redis gave an answer that nobody can read"));
    CHECK(failure_of(store) != "nothing");
}

TEST_CASE("an answer that nobody asked for costs the connection, and no question gets another one's answer", "[redis]") {
    const ScriptedRedis talkative{{"+OK\r\n", "$1\r\n1\r\n$1\r\n2\r\n"}};
    RedisStore store{options_of(talkative.url())};
    for (int i = 0; i < 3; ++i) CHECK(sync_wait(store.get("a")) == "1");
}

TEST_CASE("whoever comes when too many wait fails at once", "[redis]") {
    const ScriptedRedis silent{{"+OK\r\n"}};
    RedisOptions options = options_of(silent.url());
    options.most_waiting = 1;
    RedisStore store{options};
    const auto ask_twice = [](RedisStore& of) -> Task<std::string> {
        const auto failure = [](RedisStore& asked) -> Task<std::string> {
            try {
                (void)co_await asked.get("a");
            } catch (const StoreError& error) {
                co_return error.what();
            }
            co_return "nothing";
        };
        auto [first, second] = co_await when_all(failure(of), failure(of));
        co_return second;
    };
    CHECK(sync_wait(ask_twice(store)) == "more questions wait for Redis than may");
}

TEST_CASE("a task that is cancelled need not wait for the answer", "[redis]") {
    const ScriptedRedis silent{{"+OK\r\n"}};
    RedisOptions options = options_of(silent.url());
    options.time_limit = 1h;
    RedisStore store{options};
    CHECK_THROWS_AS(sync_wait(with_timeout(1ms, store.get("a"))), TimedOut);
}

TEST_CASE("what is asked when a store goes fails", "[redis]") {
    const ScriptedRedis silent{{"+OK\r\n"}};
    RedisOptions options = options_of(silent.url());
    options.time_limit = 1h;
    auto store = std::make_unique<RedisStore>(options);
    WorkerPool workers;
    const auto leave = [](std::unique_ptr<RedisStore>& left) -> Task<void> {
        co_await on_worker([&] { left.reset(); });
    };
    const auto ask = [](RedisStore& of) -> Task<std::string> {
        try {
            (void)co_await of.get("a");
        } catch (const StoreError& error) {
            co_return error.what();
        }
        co_return "nothing";
    };
    const auto both = [&]() -> Task<std::string> {
        auto [failure, done] = co_await when_all(ask(*store), leave(store));
        co_return failure;
    };
    CHECK_THAT(sync_wait(both(), &workers), Catch::Contains("the store is closed"));
}

TEST_CASE("wrong options are told when the store is made", "[redis]") {
    RedisOptions options;
    options.url = "http://localhost";
    CHECK_THROWS_AS(RedisStore{options}, std::invalid_argument);
    options = {};
    options.time_limit = 0ms;
    CHECK_THROWS_AS(RedisStore{options}, std::invalid_argument);
    options = {};
    options.most_waiting = 0;
    CHECK_THROWS_AS(RedisStore{options}, std::invalid_argument);
    options = {};
    options.url = "rediss://localhost";
    options.tls.authorities = "/no/such/file.pem";
    CHECK_THROWS_WITH(RedisStore{options}, Catch::StartsWith("TLS for Redis: "));
}
