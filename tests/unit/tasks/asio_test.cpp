#include <serval/asio.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/when_all.hpp>

#include <catch2/catch.hpp>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>

#include <stdexcept>
#include <thread>

using namespace serval;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::chrono::hours long_time{1};

/** Completes at once, in the initiating function, with whatever is given: what an operation may not do, but some do. */
template <class Signature, class... Values>
auto complete_inline(Values... values) {
    return asio::async_initiate<const UseTask, Signature>(
        [](auto handler, Values... given) { std::move(handler)(std::move(given)...); }, use_task, std::move(values)...);
}

/** Completes on a thread of its own, without asking the handler where. */
template <class Signature, class... Values>
auto complete_elsewhere(std::thread& thread, Values... values) {
    return asio::async_initiate<const UseTask, Signature>(
        [](auto handler, std::thread* runner, Values... given) {
            *runner = std::thread{[handler, given...]() mutable { std::move(handler)(given...); }};
        },
        use_task, &thread, std::move(values)...);
}

/** Completes inside the call that cancels it. */
auto complete_when_cancelled() {
    return asio::async_initiate<const UseTask, void()>(
        [](auto handler) {
            auto slot = asio::get_associated_cancellation_slot(handler);
            slot.assign([handler](asio::cancellation_type) mutable { handler(); });
        },
        use_task);
}

template <class T>
Task<T> cancelled_soon(Task<T> task) {
    Loop& loop = co_await this_task::loop();
    Cancellation& cancellation = co_await this_task::cancellation();
    loop.post([&cancellation] { cancellation.request(); });
    co_return co_await task;
}

Task<std::size_t> echo_line(tcp::acceptor& acceptor) {
    tcp::socket peer = co_await acceptor.async_accept(use_task);
    std::string line;
    const std::size_t size = co_await asio::async_read_until(peer, asio::dynamic_buffer(line), '\n', use_task);
    co_return co_await asio::async_write(peer, asio::buffer(line, size), use_task);
}

Task<std::string> say(tcp::endpoint where, std::string text) {
    tcp::socket socket(asio_executor());
    co_await socket.async_connect(where, use_task);
    co_await asio::async_write(socket, asio::buffer(text), use_task);
    std::string answer;
    co_await asio::async_read_until(socket, asio::dynamic_buffer(answer), '\n', use_task);
    co_return answer;
}

}  // namespace

TEST_CASE("sockets are awaited, their values come as results", "[tasks]") {
    const auto talk = []() -> Task<std::string> {
        tcp::acceptor acceptor(asio_executor(), tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        auto [sent, answer] = co_await when_all(echo_line(acceptor), say(acceptor.local_endpoint(), "hello\n"));
        co_return std::to_string(sent) + answer;
    };
    REQUIRE(sync_wait(talk()) == "6hello\n");
}

TEST_CASE("a timer of Asio's is awaited", "[tasks]") {
    const auto wait = []() -> Task<> {
        asio::steady_timer timer(asio_executor(), 1ms);
        co_await timer.async_wait(use_task);
    };
    REQUIRE_NOTHROW(sync_wait(wait()));
}

TEST_CASE("every usual form of completion has its result", "[tasks]") {
    using boost::system::error_code;
    REQUIRE_NOTHROW(sync_wait(complete_inline<void()>()));
    REQUIRE(sync_wait(complete_inline<void(int)>(1)) == 1);
    REQUIRE(sync_wait(complete_inline<void(int, std::string)>(1, std::string{"a"})) == std::tuple{1, std::string{"a"}});
    REQUIRE_NOTHROW(sync_wait(complete_inline<void(error_code)>(error_code{})));
    REQUIRE(sync_wait(complete_inline<void(error_code, int)>(error_code{}, 2)) == 2);
    REQUIRE(sync_wait(complete_inline<void(error_code, int, char)>(error_code{}, 2, 'b')) == std::tuple{2, 'b'});
    REQUIRE_NOTHROW(sync_wait(complete_inline<void(std::exception_ptr)>(std::exception_ptr{})));
    REQUIRE(sync_wait(complete_inline<void(std::exception_ptr, int)>(std::exception_ptr{}, 3)) == 3);
}

TEST_CASE("an error code is thrown as a system error, an exception as itself", "[tasks]") {
    using boost::system::error_code;
    const error_code refused = asio::error::connection_refused;
    try {
        sync_wait(complete_inline<void(error_code, int)>(refused, 0));
        FAIL("nothing was thrown");
    } catch (const boost::system::system_error& error) {
        REQUIRE(error.code() == refused);
    }
    const auto told = std::make_exception_ptr(std::runtime_error{"told"});
    REQUIRE_THROWS_WITH(sync_wait(complete_inline<void(std::exception_ptr, int)>(told, 0)), "told");
}

TEST_CASE("an operation that completes elsewhere brings its task home", "[tasks]") {
    const auto go = []() -> Task<bool> {
        std::thread thread;
        const auto home = std::this_thread::get_id();
        const int value = co_await complete_elsewhere<void(int)>(thread, 7);
        const bool at_home = std::this_thread::get_id() == home;
        thread.join();
        co_return value == 7 && at_home;
    };
    for (int i = 0; i < 50; ++i) REQUIRE(sync_wait(go()));
}

TEST_CASE("work on another executor of Asio's ends at home", "[tasks]") {
    const auto go = []() -> Task<bool> {
        asio::thread_pool pool(1);
        const auto home = std::this_thread::get_id();
        co_await asio::post(pool, use_task);
        const bool at_home = std::this_thread::get_id() == home;
        pool.join();
        co_return at_home;
    };
    for (int i = 0; i < 50; ++i) REQUIRE(sync_wait(go()));
}

TEST_CASE("an operation that goes nowhere lets others have their turn", "[tasks]") {
    std::string log;
    const auto yield = [&log](char name) -> Task<> {
        for (int i = 0; i < 2; ++i) {
            log += name;
            co_await asio::post(use_task);
        }
    };
    const auto both = [&yield]() -> Task<> { co_await when_all(yield('a'), yield('b')); };
    sync_wait(both());
    REQUIRE(log == "abab");
}

TEST_CASE("operations that complete at once keep the stack flat", "[tasks]") {
    const auto many = []() -> Task<int> {
        int sum = 0;
        for (int i = 0; i < 100'000; ++i) sum += co_await complete_inline<void(int)>(1);
        for (int i = 0; i < 1'000; ++i) co_await asio::dispatch(use_task);
        co_return sum;
    };
    REQUIRE(sync_wait(many()) == 100'000);
}

TEST_CASE("a coroutine of Asio's can be awaited", "[tasks]") {
    const auto theirs = []() -> asio::awaitable<int> { co_return 11; };
    const auto ours = [&theirs]() -> Task<int> { co_return co_await asio::co_spawn(asio_executor(), theirs(), use_task); };
    REQUIRE(sync_wait(ours()) == 11);
}

TEST_CASE("cancellation ends a pending operation, and later ones before they begin", "[tasks]") {
    const auto wait = []() -> Task<int> {
        int cancelled = 0;
        asio::steady_timer timer(asio_executor(), long_time);
        for (int i = 0; i < 2; ++i) {
            try {
                co_await timer.async_wait(use_task);
            } catch (const Cancelled&) {
                ++cancelled;
            }
        }
        co_return cancelled;
    };
    REQUIRE(sync_wait(cancelled_soon(wait())) == 2);
}

TEST_CASE("an operation that completes while it is cancelled does not go on inside the one who cancels", "[tasks]") {
    bool asking = false;
    const auto wait = [&asking]() -> Task<bool> {
        co_await complete_when_cancelled();
        co_return asking;
    };
    const auto watch = [&asking](Task<bool> task) -> Task<bool> {
        Loop& loop = co_await this_task::loop();
        Cancellation& cancellation = co_await this_task::cancellation();
        loop.post([&] {
            asking = true;
            cancellation.request();
            asking = false;
        });
        co_return co_await task;
    };
    REQUIRE_FALSE(sync_wait(watch(wait())));
}

TEST_CASE("an operation that its object cancels is an error like others", "[tasks]") {
    const auto wait = []() -> Task<> {
        asio::steady_timer timer(asio_executor(), long_time);
        asio::post(asio_executor(), [&timer] { timer.cancel(); });
        co_await timer.async_wait(use_task);
    };
    REQUIRE_THROWS_AS(sync_wait(wait()), boost::system::system_error);
}

TEST_CASE("there is no executor where no loop runs", "[tasks]") {
    REQUIRE_THROWS_AS(asio_executor(), std::logic_error);
}
