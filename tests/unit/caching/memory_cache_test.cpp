#include <string>

#include <catch2/catch.hpp>

#include <serval/caching/cache.hpp>
#include <serval/tasks/sync_wait.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

const ResponseCache::Time start{std::chrono::days{20'000}};

StoredResponse answer(std::string body) { return {Status::ok, Headers{}, std::move(body)}; }

void store(ResponseCache& cache, std::string_view key, StoredResponse response, ResponseCache::Time expires = start + 1h) {
    sync_wait(cache.store(key, std::move(response), expires, start));
}

std::shared_ptr<const StoredResponse> find(ResponseCache& cache, std::string_view key, ResponseCache::Time now = start) {
    return sync_wait(cache.find(key, now));
}

std::size_t count_kept(ResponseCache& cache, int stored) {
    std::size_t kept = 0;
    for (int i = 0; i < stored; ++i) kept += find(cache, std::to_string(i)) != nullptr ? 1U : 0U;
    return kept;
}

}  // namespace

TEST_CASE("what is stored is found under its key, whole", "[caching]") {
    const auto cache = memory_response_cache();
    StoredResponse response{Status::created, Headers{}, "body"};
    response.headers.set("Content-Type", "text/plain");
    store(*cache, "key", std::move(response));
    const auto found = find(*cache, "key");
    REQUIRE(found != nullptr);
    CHECK(found->status == Status::created);
    CHECK(found->headers.find("Content-Type") == "text/plain");
    CHECK(found->body == "body");
    CHECK(find(*cache, "Key") == nullptr);
}

TEST_CASE("an answer is fresh until it expires, and not at that very moment", "[caching]") {
    const auto cache = memory_response_cache();
    store(*cache, "key", answer("a"), start + 10s);
    CHECK(find(*cache, "key", start + 10s - 1ns) != nullptr);
    CHECK(find(*cache, "key", start + 10s) == nullptr);
    CHECK(find(*cache, "key", start) == nullptr);   // it was let go
}

TEST_CASE("the answer stored last under a key is the one found", "[caching]") {
    const auto cache = memory_response_cache();
    store(*cache, "key", answer("old"));
    store(*cache, "key", answer("new"));
    CHECK(find(*cache, "key")->body == "new");
}

TEST_CASE("a cache keeps no more than its bound", "[caching]") {
    constexpr std::size_t bound = 256 * 1024;
    constexpr std::size_t size = 1024;
    const auto cache = memory_response_cache(bound);
    for (int i = 0; i < 1'000; ++i) store(*cache, std::to_string(i), answer(std::string(size, 'x')));
    const std::size_t kept = count_kept(*cache, 1'000);
    CHECK(kept * size <= bound);
    CHECK(kept * size >= bound / 4);
}

TEST_CASE("headers count towards the bound", "[caching]") {
    constexpr std::size_t bound = 256 * 1024;
    constexpr std::size_t size = 4096;
    const auto cache = memory_response_cache(bound);
    for (int i = 0; i < 1'000; ++i) {
        StoredResponse response = answer("");
        response.headers.set("X-Long", std::string(size, 'x'));
        store(*cache, std::to_string(i), std::move(response));
    }
    CHECK(count_kept(*cache, 1'000) * size <= bound);
}

TEST_CASE("an answer that is larger than its room is not kept, and pushes nothing out", "[caching]") {
    const auto cache = memory_response_cache(64 * 1024);
    store(*cache, "small", answer("x"));
    for (int i = 0; i < 100; ++i) store(*cache, std::to_string(i), answer(std::string(64 * 1024, 'x')));
    CHECK(count_kept(*cache, 100) == 0);
    CHECK(find(*cache, "small") != nullptr);
}

TEST_CASE("what is asked for stays, what nobody asks for goes first", "[caching]") {
    const auto cache = memory_response_cache(256 * 1024);
    store(*cache, "asked", answer("a"));
    store(*cache, "forgotten", answer("f"));
    for (int i = 0; i < 2'000; ++i) {
        store(*cache, std::to_string(i), answer(std::string(1024, 'x')));
        REQUIRE(find(*cache, "asked") != nullptr);
    }
    CHECK(find(*cache, "forgotten") == nullptr);
}

TEST_CASE("an answer in use outlives its place in the cache", "[caching]") {
    const auto cache = memory_response_cache();
    store(*cache, "key", answer("old"));
    const auto held = find(*cache, "key");
    store(*cache, "key", answer("new"));
    CHECK(held->body == "old");
}
