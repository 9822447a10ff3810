#include "transport/io_loop.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <thread>

using namespace serval;
using namespace std::chrono_literals;

TEST_CASE("posted work runs later, in order, on the thread that runs the loop", "[tasks]") {
    IoLoop loop;
    std::string log;
    loop.post([&] {
        loop.post([&] { log += 'c'; });
        log += loop.is_current() ? 'a' : '?';
    });
    loop.post([&] { log += 'b'; });
    REQUIRE(log.empty());
    loop.poll();
    REQUIRE(log == "abc");
    REQUIRE_FALSE(loop.is_current());
}

TEST_CASE("a loop that another thread runs takes work from everywhere until it is stopped", "[tasks]") {
    IoLoop loop;
    int count = 0;
    std::thread runner{[&] { loop.run(); }};
    const auto post_many = [&] {
        for (int i = 0; i < 1000; ++i) loop.post([&count] { ++count; });
    };
    std::thread other{post_many};
    post_many();
    other.join();
    loop.post([&loop] { loop.stop(); });
    runner.join();
    REQUIRE(count == 2000);
}

TEST_CASE("a loop that was stopped before it runs returns at once, and can be started again", "[tasks]") {
    IoLoop loop;
    int count = 0;
    loop.post([&] { ++count; });
    loop.stop();
    loop.run();
    REQUIRE(count == 0);
    loop.restart();
    loop.poll();
    REQUIRE(count == 1);
}

TEST_CASE("timers run in the order of their times, whatever the order they are set in", "[tasks]") {
    const auto loop = make_loop();
    std::string log;
    loop->post([&] {
        loop->call_after(6ms, [&] { log += 'c'; });
        loop->call_after(1ms, [&] { log += 'a'; });
        loop->call_after(3ms, [&] { log += 'b'; });
    });
    REQUIRE(loop->run_until([&] { return log.size() == 3; }, 10s));
    REQUIRE(log == "abc");
}

TEST_CASE("a timer does not run before its time", "[tasks]") {
    const auto loop = make_loop();
    const auto before = Loop::Clock::now();
    Loop::Clock::time_point after{};
    loop->post([&] { loop->call_after(5ms, [&] { after = Loop::Clock::now(); }); });
    REQUIRE(loop->run_until([&] { return after != Loop::Clock::time_point{}; }, 10s));
    REQUIRE(after - before >= 5ms);
}

TEST_CASE("a cancelled timer does not run, also when it was the first", "[tasks]") {
    const auto loop = make_loop();
    std::string log;
    loop->post([&] {
        const auto first = loop->call_after(1ms, [&] { log += 'x'; });
        loop->call_after(3ms, [&] { log += 'a'; });
        REQUIRE(loop->cancel(first));
        REQUIRE_FALSE(loop->cancel(first));
    });
    REQUIRE(loop->run_until([&] { return !log.empty(); }, 10s));
    REQUIRE(log == "a");
}

TEST_CASE("a timer that sets itself again leaves room for other work", "[tasks]") {
    IoLoop loop;
    int rounds = 0;
    bool other = false;
    UniqueFunction<void()> again = [&] {
        ++rounds;
        if (!other) loop.call_after(0ms, [&] { again(); });
    };
    loop.post([&] {
        again();
        loop.call_after(1ms, [&] { loop.post([&] { other = true; }); });
    });
    REQUIRE(loop.run_until([&] { return other; }, 10s));
    REQUIRE(rounds > 0);
}

TEST_CASE("an exception comes out of the loop, and the timers left are not lost", "[tasks]") {
    IoLoop loop;
    bool second = false;
    loop.post([&] {
        loop.call_after(0ms, [] { throw std::runtime_error{"oops"}; });
        loop.call_after(1ms, [&] { second = true; });
    });
    REQUIRE_THROWS_WITH(loop.run_until([&] { return second; }), "oops");
    REQUIRE_FALSE(loop.is_current());
    REQUIRE(loop.run_until([&] { return second; }, 10s));
}

TEST_CASE("driving a loop ends when patience does", "[tasks]") {
    const auto loop = make_loop();
    REQUIRE_FALSE(loop->run_until([] { return false; }, 2ms));
    REQUIRE(loop->run_until([] { return true; }, 0ms));
}

TEST_CASE("a loop tells what it is built on only to those who ask by the right type", "[tasks]") {
    IoLoop loop;
    REQUIRE(loop.native(type_id<boost::asio::io_context>) == &loop.executor().context());
    REQUIRE(loop.native(type_id<int>) == nullptr);
}
