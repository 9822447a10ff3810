#include "transport/timer_heap.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace serval;
using namespace std::chrono_literals;

namespace {

const TimerHeap::Clock::time_point start{};

std::string run_due(TimerHeap& timers, TimerHeap::Clock::time_point now, std::string& log) {
    log.clear();
    while (auto work = timers.take_due(now)) work();
    return log;
}

}  // namespace

TEST_CASE("timers come in the order of their times, equal ones in the order they were set", "[tasks]") {
    TimerHeap timers;
    std::string log;
    timers.add(start + 3s, [&] { log += 'd'; });
    timers.add(start + 1s, [&] { log += 'a'; });
    timers.add(start + 2s, [&] { log += 'b'; });
    timers.add(start + 2s, [&] { log += 'c'; });
    REQUIRE(timers.earliest() == start + 1s);
    REQUIRE(run_due(timers, start, log).empty());
    REQUIRE(run_due(timers, start + 2s, log) == "abc");
    REQUIRE(run_due(timers, start + 9s, log) == "d");
    REQUIRE_FALSE(timers.earliest().has_value());
}

TEST_CASE("a cancelled timer does not come, and is cancelled only once", "[tasks]") {
    TimerHeap timers;
    std::string log;
    const auto a = timers.add(start + 1s, [&] { log += 'a'; });
    timers.add(start + 2s, [&] { log += 'b'; });
    REQUIRE(timers.cancel(a));
    REQUIRE_FALSE(timers.cancel(a));
    REQUIRE(timers.earliest() == start + 2s);
    REQUIRE(run_due(timers, start + 9s, log) == "b");
}

TEST_CASE("an old timer's name never cancels a later timer", "[tasks]") {
    TimerHeap timers;
    std::string log;
    const auto old = timers.add(start + 1s, [&] { log += 'a'; });
    REQUIRE(run_due(timers, start + 1s, log) == "a");
    const auto next = timers.add(start + 2s, [&] { log += 'b'; });
    REQUIRE(next != old);
    REQUIRE_FALSE(timers.cancel(old));
    REQUIRE_FALSE(timers.cancel(0));
    REQUIRE(run_due(timers, start + 2s, log) == "b");
}

TEST_CASE("any mixture of setting and cancelling leaves the timers in order", "[tasks]") {
    std::mt19937 random{1};
    TimerHeap timers;
    std::map<TimerHeap::TimerId, int> expected;
    std::vector<int> seen;
    for (int i = 0; i < 2000; ++i) {
        const int due = static_cast<int>(random() % 500);
        const auto timer = timers.add(start + std::chrono::seconds{due}, [&seen, due] { seen.push_back(due); });
        expected.emplace(timer, due);
        if (random() % 3 == 0) {
            const auto victim = std::next(expected.begin(), static_cast<std::ptrdiff_t>(random() % expected.size()));
            REQUIRE(timers.cancel(victim->first));
            expected.erase(victim);
        }
    }
    std::vector<int> dues;
    for (const auto& [timer, due] : expected) dues.push_back(due);
    std::sort(dues.begin(), dues.end());
    while (auto work = timers.take_due(start + 500s)) work();
    REQUIRE(seen == dues);
}
