// A whole app behind a real server with two loops: what its handlers, policies and threads do at the same time.
#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "wire/running_app.hpp"
#include "wire/wire_client.hpp"

#include <atomic>
#include <thread>

using namespace serval;
using namespace serval::wire;
using namespace std::chrono_literals;

namespace {

struct Count {
    int count = 0;
};

constexpr int allowed = 20;

Task<Count> wait_and_count(Path<"n", int> n) {
    co_await sleep_for(1ms);
    const int twice = co_await on_worker([&n] { return 2 * *n; });
    co_return Count{twice};
}

App make_app(std::atomic<int>& calls) {
    App app{test::settings()};
    app.get<"/plain/{n}">([](Path<"n", int> n) { return Count{*n}; });
    app.get<"/blocking/{n}">([](Path<"n", int> n) { return Count{*n}; }).blocking();
    app.get<"/task/{n}">(wait_and_count);
    app.get<"/cached">([&calls] { return Count{++calls}; }).cache(60s);
    app.get<"/rare">([] { return Count{1}; }).throttle(throttle::anonymous(Rate{allowed, 24h}));
    app.get<"/fails">([]() -> Count { throw std::runtime_error{"unexpected"}; });
    return app;
}

constexpr int eight = 8;

/** Does `work`, which is told its number, on eight threads at once. */
template <class Work>
void eightfold(Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < eight; ++i) threads.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : threads) thread.join();
}

wire::Reply ask(WireClient& client, const std::string& target) {
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    return client.receive().value_or(wire::Reply{});
}

std::string counting(int count) { return "{\"count\":" + std::to_string(count) + "}"; }

}  // namespace

TEST_CASE("handlers of every kind answer many clients at once, each with its own", "[wire]") {
    std::atomic<int> calls = 0;
    RunningApp app{make_app(calls)};
    std::atomic<int> wrong = 0;
    eightfold([&](int client_number) {
        WireClient client{app.port()};
        for (int i = 0; i < 40; ++i) {
            const int n = client_number * 1000 + i;
            const std::string number = std::to_string(n);
            if (ask(client, "/plain/" + number).body != counting(n)) ++wrong;
            if (ask(client, "/blocking/" + number).body != counting(n)) ++wrong;
            if (ask(client, "/task/" + number).body != counting(2 * n)) ++wrong;
            if (ask(client, "/fails").status != 500) ++wrong;
        }
    });
    CHECK(wrong == 0);
}

TEST_CASE("a throttle admits as many as it says, however many ask at once", "[wire]") {
    std::atomic<int> calls = 0;
    RunningApp app{make_app(calls)};
    std::atomic<int> admitted = 0;
    std::atomic<int> refused = 0;
    eightfold([&](int) {
        WireClient client{app.port()};
        for (int i = 0; i < 10; ++i) {
            const int status = ask(client, "/rare").status;
            if (status == 200) ++admitted;
            if (status == 429) ++refused;
        }
    });
    CHECK(admitted == allowed);
    CHECK(refused == eight * 10 - allowed);
}

TEST_CASE("a cached answer is made once and given to all who ask later", "[wire]") {
    std::atomic<int> calls = 0;
    RunningApp app{make_app(calls)};
    WireClient first{app.port()};
    REQUIRE(ask(first, "/cached").body == counting(1));
    std::atomic<int> wrong = 0;
    eightfold([&](int) {
        WireClient client{app.port()};
        for (int i = 0; i < 40; ++i) {
            if (ask(client, "/cached").body != counting(1)) ++wrong;
        }
    });
    CHECK(wrong == 0);
    CHECK(calls == 1);
}

TEST_CASE("an app that is stopped under load ends what it has begun, on its loops and on its workers", "[wire]") {
    std::atomic<int> calls = 0;
    RunningApp app{make_app(calls)};
    std::vector<std::unique_ptr<WireClient>> clients;
    for (int i = 0; i < eight; ++i) clients.push_back(std::make_unique<WireClient>(app.port()));
    std::atomic<int> asked = 0;
    std::atomic<int> wrong = 0;
    eightfold([&](int number) {
        WireClient& client = *clients[static_cast<std::size_t>(number)];
        const std::string target = (number % 2 == 0 ? "/blocking/" : "/task/") + std::to_string(number);
        const std::string body = counting(number % 2 == 0 ? number : 2 * number);
        wire::Reply reply;
        do {
            if (++asked == 200) app.server().stop(5s);
            reply = ask(client, target);
            if (reply.status != 0 && reply.body != body) ++wrong;
        } while (reply.status != 0 && !reply.closes());
        if (!client.is_closed() || client.was_reset()) ++wrong;
    });
    app.server().wait();
    CHECK(wrong == 0);
}
