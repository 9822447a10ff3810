// g++ 12 destroys some temporaries twice that stand in one expression with co_await: aggregates in braces, lambdas that
// capture by value. What our awaitables are given by name, or as types with constructors, is destroyed exactly once.
#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/shielded.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/when_all.hpp>
#include <serval/tasks/worker_pool.hpp>

#include <catch2/catch.hpp>

using namespace serval;

namespace {

/** Knows how many of its kind live. */
class Counted {
public:
    explicit Counted(std::string text) : text_{std::move(text)} { ++live; }
    Counted(const Counted& other) : text_{other.text_} { ++live; }
    Counted(Counted&& other) noexcept : text_{std::move(other.text_)} { ++live; }
    Counted& operator=(const Counted&) = default;
    Counted& operator=(Counted&&) = default;
    ~Counted() { --live; }
    [[nodiscard]] const std::string& text() const { return text_; }

    static inline int live = 0;

private:
    std::string text_;   // a second destruction is an error that the address sanitizer sees
};

struct Options {
    Counted key;
    int ttl = 0;
};

class Entry {
public:
    Entry(Counted key, int ttl) : key_{std::move(key)}, ttl_{ttl} {}
    [[nodiscard]] std::string text() const { return key_.text() + std::to_string(ttl_); }

private:
    Counted key_;
    int ttl_;
};

const std::string long_text(40, 'x');

Task<std::string> store(Options options) { co_return options.key.text() + std::to_string(options.ttl); }
Task<std::string> store_entry(Entry entry) { co_return entry.text(); }
Task<Counted> load(std::string text) { co_return Counted{std::move(text)}; }

template <class F>
void require_balance(F coroutine, WorkerPool* workers = nullptr) {
    Counted::live = 0;
    REQUIRE(sync_wait(coroutine(), workers) == long_text + "5");
    REQUIRE(Counted::live == 0);
}

}  // namespace

TEST_CASE("a named aggregate is given to a task and destroyed once", "[tasks][coroutines]") {
    require_balance([]() -> Task<std::string> {
        Options options{.key = Counted{long_text}, .ttl = 5};
        co_return co_await store(options);
    });
    require_balance([]() -> Task<std::string> {
        Options options{.key = Counted{long_text}, .ttl = 5};
        co_return co_await store(std::move(options));
    });
}

TEST_CASE("a temporary of a type with constructors is given to a task and destroyed once", "[tasks][coroutines]") {
    require_balance([]() -> Task<std::string> { co_return co_await store_entry(Entry(Counted(long_text), 5)); });
}

TEST_CASE("what a task gives is destroyed once, named or used at once", "[tasks][coroutines]") {
    require_balance([]() -> Task<std::string> {
        const Counted loaded = co_await load(long_text);
        co_return loaded.text() + "5";
    });
    require_balance([]() -> Task<std::string> { co_return (co_await load(long_text)).text() + "5"; });
    require_balance([]() -> Task<std::string> { co_return (co_await Task<Counted>::ready(long_text)).text() + "5"; });
}

TEST_CASE("gathered results are destroyed once", "[tasks][coroutines]") {
    require_balance([]() -> Task<std::string> {
        auto [a, b] = co_await when_all(load(long_text), load("5"));
        co_return a.text() + b.text();
    });
}

TEST_CASE("what a shielded task gives is destroyed once", "[tasks][coroutines]") {
    require_balance([]() -> Task<std::string> { co_return (co_await shielded(load(long_text))).text() + "5"; });
}

TEST_CASE("a named lambda that captures by value is destroyed once", "[tasks][coroutines]") {
    WorkerPool workers{{.threads = 1}};
    require_balance(
        []() -> Task<std::string> {
            const Counted key{long_text};
            auto work = [key] { return key.text() + "5"; };
            co_return co_await on_worker(std::move(work));
        },
        &workers);
}

TEST_CASE("a lambda that captures by reference may stand where it is awaited", "[tasks][coroutines]") {
    WorkerPool workers{{.threads = 1}};
    require_balance(
        []() -> Task<std::string> {
            const Counted key{long_text};
            co_return co_await on_worker([&] { return key.text() + "5"; });
        },
        &workers);
}
