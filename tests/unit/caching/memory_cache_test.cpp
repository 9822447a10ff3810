#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include <serval/caching/cache.hpp>
#include <serval/tasks/sync_wait.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

const ResponseCache::Time start{std::chrono::days{20'000}};

using Tags = std::vector<std::string>;

const Tags none_at_all;

StoredResponse answer(std::string body) { return {Status::ok, Headers{}, std::move(body)}; }

void store(ResponseCache& cache, std::string_view key, StoredResponse response, ResponseCache::Time expires = start + 1h) {
    sync_wait(cache.store(key, none_at_all, {}, std::make_shared<const StoredResponse>(std::move(response)), expires, start));
}

std::shared_ptr<const StoredResponse> find(ResponseCache& cache, std::string_view key, ResponseCache::Time now = start) {
    return sync_wait(cache.find(key, none_at_all, now)).response;
}

CacheLookup look(ResponseCache& cache, const Tags& tags, std::string_view key = "key") { return sync_wait(cache.find(key, tags, start)); }

void keep(ResponseCache& cache, const Tags& tags, std::string_view stamp, std::string body, std::string_view key = "key") {
    sync_wait(cache.store(key, tags, stamp, std::make_shared<const StoredResponse>(answer(std::move(body))), start + 1h, start));
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

TEST_CASE("evicting a tag forgets every answer that has it, and no other", "[caching]") {
    const auto cache = memory_response_cache();
    const Tags books{"books"};
    const Tags both{"authors", "books"};
    const Tags authors{"authors"};
    for (int i = 0; i < 50; ++i) {
        const std::string n = std::to_string(i);
        keep(*cache, books, look(*cache, books, "b" + n).stamp, "x", "b" + n);
        keep(*cache, both, look(*cache, both, "ab" + n).stamp, "x", "ab" + n);
        keep(*cache, authors, look(*cache, authors, "a" + n).stamp, "x", "a" + n);
    }
    sync_wait(cache->evict("books"));
    for (int i = 0; i < 50; ++i) {
        const std::string n = std::to_string(i);
        CHECK(look(*cache, books, "b" + n).response == nullptr);
        CHECK(look(*cache, both, "ab" + n).response == nullptr);
        CHECK(look(*cache, authors, "a" + n).response != nullptr);
    }
}

TEST_CASE("an answer that was begun before an eviction is not stored after it", "[caching]") {
    const auto cache = memory_response_cache();
    const Tags books{"books"};
    const std::string before = look(*cache, books).stamp;
    sync_wait(cache->evict("books"));
    keep(*cache, books, before, "old");
    CHECK(look(*cache, books).response == nullptr);
    keep(*cache, books, look(*cache, books).stamp, "new");
    CHECK(look(*cache, books).response->body == "new");
}

TEST_CASE("evicting while others fill leaves nothing that is older than the eviction", "[caching]") {
    const auto cache = memory_response_cache();
    const Tags books{"books"};
    std::atomic<int> edition = 0;
    std::atomic<bool> stop = false;
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!stop) {
                const CacheLookup found = look(*cache, books);
                if (found.response == nullptr) keep(*cache, books, found.stamp, std::to_string(edition.load()));
            }
        });
    }
    bool is_ever_stale = false;
    for (int i = 1; i <= 2'000; ++i) {
        edition = i;
        sync_wait(cache->evict("books"));
        const auto found = look(*cache, books).response;
        is_ever_stale = is_ever_stale || (found != nullptr && std::stoi(found->body) < i);
    }
    stop = true;
    readers.clear();
    CHECK_FALSE(is_ever_stale);
}
