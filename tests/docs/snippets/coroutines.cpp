#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include <serval/asio.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/when_all.hpp>
#include <serval/tasks/with_timeout.hpp>

#include <boost/asio/steady_timer.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Price {
    std::string item;
    double amount = 0;
};

struct Question {
    std::string item;
    std::string currency = "EUR";
};

struct Bank {
    double rate(const std::string& currency) const { return currency == "EUR" ? 1.0 : 1.1; }
};

// [plain]
Price show(Path<"item", std::string> item) { return {*item, 2.50}; }
// [/plain]

// [waiting]
Task<double> fetch_rate(std::string currency) {
    co_await sleep_for(1ms);   // stands for a call to another service
    co_return currency == "EUR" ? 1.0 : 1.1;
}

Task<Price> show_later(Path<"item", std::string> item, Query<"currency", std::string, otherwise("EUR")> currency) {
    const double rate = co_await fetch_rate(*currency);
    Price price{*item, 2.50 * rate};
    co_return price;
}
// [/waiting]

Task<Price> ask(Question question) {
    const double rate = co_await fetch_rate(question.currency);
    Price price{question.item, 2.50 * rate};
    co_return price;
}

// [aggregate]
Task<Price> ask_well(std::string item) {
    Question question{.item = item};            // named in a statement of its own,
    co_return co_await ask(std::move(question));   // not: co_await ask({.item = item})
}
// [/aggregate]

// [both]
Task<double> cheaper() {
    auto [here, there] = co_await when_all(fetch_rate("EUR"), fetch_rate("USD"));
    co_return std::min(here, there);
}
// [/both]

// [worker]
Task<double> rate_from_disk(std::string currency, Bank& bank) {
    const double rate = co_await on_worker([&] { return bank.rate(currency); });
    co_return rate;
}
// [/worker]

// [timeout]
Task<double> patient() {
    co_return co_await with_timeout(2s, fetch_rate("USD"));   // throws TimedOut
}
// [/timeout]

// [asio]
Task<void> tick() {
    boost::asio::steady_timer timer{asio_executor()};
    timer.expires_after(1ms);
    co_await timer.async_wait(use_task);
}
// [/asio]

// [cancellation]
Task<int> count_slowly() {
    int count = 0;
    const Cancellation& wish = co_await this_task::cancellation();
    while (count < 3 && !wish.requested()) {
        co_await sleep_for(1ms);   // throws Cancelled when the wish comes meanwhile
        ++count;
    }
    co_return count;
}
// [/cancellation]

}  // namespace

TEST_CASE("plain handlers, blocking ones and coroutines answer alike", "[docs]") {
    App app{test::settings()};
    // [routes]
    app.get<"/plain/{item}">(&show);
    app.get<"/blocking/{item}">(&show).blocking();
    app.get<"/later/{item}">(&show_later);
    // [/routes]
    app.on_error<TimedOut>([](const TimedOut&) { return ServiceUnavailable{1s}; });
    app.get<"/slow">([]() -> Task<double> {
        co_await with_timeout(1ms, sleep_for(10s));
        co_return 1.0;
    });
    test::Client client{std::move(app)};
    for (const char* target : {"/plain/cup", "/blocking/cup", "/later/cup"}) CHECK(client.get(target).as<Price>().amount == 2.50);
    CHECK(client.get("/later/cup?currency=USD").as<Price>().amount == Approx(2.75));
    CHECK(client.get("/slow").status() == Status::service_unavailable);
}

TEST_CASE("a coroutine may not be moved to the workers as well", "[docs]") {
    App app{test::settings()};
    app.get<"/{item}">(&show_later).blocking();
    CHECK_THROWS_AS(app.build(), AppError);
}

TEST_CASE("tasks are awaited together, on workers, with a limit, and with Asio", "[docs]") {
    WorkerPool workers;
    Bank bank;
    CHECK(sync_wait(cheaper()) == 1.0);
    CHECK(sync_wait(rate_from_disk("USD", bank), &workers) == 1.1);
    CHECK(sync_wait(patient()) == 1.1);
    CHECK(sync_wait(ask_well("cup")).item == "cup");
    CHECK(sync_wait(count_slowly()) == 3);
    sync_wait(tick());
}

TEST_CASE("a task that takes too long is cancelled", "[docs]") {
    CHECK_THROWS_AS(sync_wait(with_timeout(1ms, sleep_for(10s))), TimedOut);
}
