#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "throttling/fixed_window.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

const FixedWindow::Time start{std::chrono::days{20'000}};

}  // namespace

TEST_CASE("a window admits as many as its rate says, and then tells how long it lasts", "[throttling]") {
    FixedWindow window{"2/10s"};
    CHECK_FALSE(window.admit("a", start).has_value());
    CHECK_FALSE(window.admit("a", start + 4s).has_value());
    CHECK(window.admit("a", start + 4s) == 6s);
    CHECK(window.admit("a", start + 9s) == 1s);
}

TEST_CASE("what remains of a window is told in whole seconds, rounded up", "[throttling]") {
    FixedWindow window{"1/10s"};
    (void)window.admit("a", start);
    CHECK(window.admit("a", start + 1ns) == 10s);
    CHECK(window.admit("a", start + 7001ms) == 3s);
    CHECK(window.admit("a", start + 10s - 1ns) == 1s);
}

TEST_CASE("a window begins with a key's first request and ends exactly one period later", "[throttling]") {
    FixedWindow window{"1/10s"};
    CHECK_FALSE(window.admit("a", start + 3s).has_value());
    CHECK(window.admit("a", start + 13s - 1ns).has_value());
    CHECK_FALSE(window.admit("a", start + 13s).has_value());
    CHECK(window.admit("a", start + 13s) == 10s);
}

TEST_CASE("a refused request does not lengthen the wait", "[throttling]") {
    FixedWindow window{"1/10s"};
    (void)window.admit("a", start);
    for (int i = 0; i < 20; ++i) (void)window.admit("a", start + 5s);
    CHECK(window.admit("a", start + 9s) == 1s);
    CHECK_FALSE(window.admit("a", start + 10s).has_value());
}

TEST_CASE("each key has an allowance of its own", "[throttling]") {
    FixedWindow window{"1/10s"};
    CHECK_FALSE(window.admit("a", start).has_value());
    CHECK_FALSE(window.admit("b", start).has_value());
    CHECK(window.admit("a", start).has_value());
    CHECK(window.admit("b", start).has_value());
}

TEST_CASE("a flood of keys does not make memory grow", "[throttling]") {
    constexpr std::size_t most = 160;
    constexpr int flood = 20'000;
    FixedWindow window{"1/h", most};
    for (int i = 0; i < flood; ++i) (void)window.admit(std::to_string(i), start);
    std::size_t remembered = 0;
    for (int i = 0; i < flood; ++i) remembered += window.admit(std::to_string(i), start).has_value() ? 1U : 0U;
    CHECK(remembered <= most + 16);   // one more in each of 16 shards
}

TEST_CASE("a key that is known loses nothing when there is no more room", "[throttling]") {
    FixedWindow window{"1/h", 16};
    std::vector<std::string> refused;
    for (int i = 0; i < 1'000; ++i) (void)window.admit(std::to_string(i), start);
    for (int i = 0; i < 1'000 && refused.empty(); ++i) {
        const std::string key = std::to_string(i);
        if (window.admit(key, start).has_value()) refused.push_back(key);
    }
    REQUIRE(refused.size() == 1);
    int admitted = 0;
    for (int i = 0; i < 1'000; ++i) admitted += window.admit(refused.front(), start).has_value() ? 0 : 1;
    CHECK(admitted == 0);
}

TEST_CASE("windows that have ended make room before those that run", "[throttling]") {
    FixedWindow window{"1/10s", 3'200};
    for (int i = 0; i < 2'000; ++i) (void)window.admit("old " + std::to_string(i), start);
    for (int i = 0; i < 400; ++i) (void)window.admit("new " + std::to_string(i), start + 9s);
    for (int i = 0; i < 1'200; ++i) (void)window.admit("newest " + std::to_string(i), start + 10s);
    int forgotten = 0;
    for (int i = 0; i < 400; ++i) forgotten += window.admit("new " + std::to_string(i), start + 10s).has_value() ? 0 : 1;
    CHECK(forgotten == 0);
}

TEST_CASE("exactly as many are admitted as the rate says when eight threads ask", "[throttling]") {
    constexpr int threads = 8;
    constexpr int asked = 2'000;
    FixedWindow window{"5000/h"};
    std::atomic<int> admitted = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < threads; ++i) {
        clients.emplace_back([&] {
            for (int n = 0; n < asked; ++n) admitted += window.admit("shared", start).has_value() ? 0 : 1;
        });
    }
    clients.clear();
    CHECK(admitted == 5'000);
}
