#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <serval/caching/shared_cache.hpp>
#include <serval/store/memory_store.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing/clock.hpp>

#include "caching/stored_response.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

using Tags = std::vector<std::string>;
using Answer = std::shared_ptr<const StoredResponse>;

const ResponseCache::Time start{std::chrono::days{20'000}};
const Tags books{"books"};

Answer answer(std::string body) {
    StoredResponse response{Status::ok, Headers{{"Content-Type", "text/plain"}}, std::move(body), start};
    return std::make_shared<const StoredResponse>(std::move(response));
}

/** A cache over a store whose time is told, and a second one over the same store, as another process has it. */
struct Fixture {
    Fixture() {
        clock->freeze();
        store->use_clock(clock);
    }
    CacheLookup find(const Tags& tags = books) { return sync_wait(here->find("key", tags, start)); }
    void keep(std::string_view stamp, Answer kept, const Tags& tags = books) {
        sync_wait(here->store("key", tags, stamp, std::move(kept), start + 10s, start));
    }

    std::shared_ptr<test::Clock> clock = std::make_shared<test::Clock>();
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    std::shared_ptr<ResponseCache> here = shared_response_cache(store, {.answer_octets = 1000});
    std::shared_ptr<ResponseCache> elsewhere = shared_response_cache(store);
};

StoredResponse sample() { return {Status::created, Headers{{"A", "1"}, {"B", ""}, {"A", std::string(300, 'x')}}, std::string("b\0dy", 4), start}; }

}  // namespace

TEST_CASE("what one process keeps another one finds, whole, for its time", "[caching]") {
    Fixture f;
    f.keep(f.find().stamp, answer("list"));
    const auto found = sync_wait(f.elsewhere->find("key", books, start)).response;
    REQUIRE(found != nullptr);
    CHECK(found->body == "list");
    CHECK(found->headers.find("Content-Type") == "text/plain");
    CHECK(found->made == start);
    f.clock->advance(10s);
    CHECK(f.find().response == nullptr);
}

TEST_CASE("what is evicted anywhere is found nowhere", "[caching]") {
    Fixture f;
    f.keep(f.find().stamp, answer("list"));
    sync_wait(f.elsewhere->evict("authors"));
    CHECK(f.find().response != nullptr);
    sync_wait(f.elsewhere->evict("books"));
    CHECK(f.find().response == nullptr);
}

TEST_CASE("an answer that was begun before an eviction is not found after it, though stored after it", "[caching]") {
    Fixture f;
    const std::string before = f.find().stamp;
    sync_wait(f.elsewhere->evict("books"));
    f.keep(before, answer("old"));
    CHECK(f.find().response == nullptr);
    f.keep(f.find().stamp, answer("new"));
    CHECK(f.find().response->body == "new");
}

TEST_CASE("a store that has forgotten a tag's state has evicted it", "[caching]") {
    Fixture f;
    f.keep(f.find().stamp, answer("list"));
    CHECK(sync_wait(f.store->erase("cache-tag books")));
    CHECK(f.find().response == nullptr);
}

TEST_CASE("one eviction of several tags is enough", "[caching]") {
    Fixture f;
    const Tags both{"books", "authors"};
    f.keep(f.find(both).stamp, answer("list"), both);
    CHECK(f.find(both).response != nullptr);
    sync_wait(f.here->evict("authors"));
    CHECK(f.find(both).response == nullptr);
}

TEST_CASE("an answer larger than its bound is not kept in the store", "[caching]") {
    Fixture f;
    f.keep(f.find().stamp, answer(std::string(1000, 'x')));
    CHECK(f.find().response == nullptr);
    f.keep(f.find().stamp, answer(std::string(900, 'x')));
    CHECK(f.find().response != nullptr);
}

TEST_CASE("an encoded response is decoded to what it was", "[caching]") {
    const StoredResponse response = sample();
    const auto decoded = decode_response(encode(response));
    REQUIRE(decoded.has_value());
    CHECK(decoded->status == Status::created);
    CHECK(decoded->body == response.body);
    CHECK(decoded->made == start);
    REQUIRE(decoded->headers.size() == 3);
    CHECK(decoded->headers.at(1).value.empty());
    CHECK(decoded->headers.at(2).value == std::string(300, 'x'));
    CHECK(encode(response).size() < octets_of(response) + 32);
}

TEST_CASE("what is cut off or was never a response decodes to nothing, and never to more than there is", "[caching]") {
    const std::string whole = encode(sample());
    const std::size_t head = whole.size() - sample().body.size();
    for (std::size_t size = 0; size < head; ++size) CHECK_FALSE(decode_response(whole.substr(0, size)).has_value());
    for (int first = 0; first < 256; ++first) {
        std::string wrong = whole;
        wrong[0] = static_cast<char>(first);
        CHECK(decode_response(wrong).has_value() == (first == 1));
    }
    std::string endless(41, '\xFF');
    endless[0] = '\1';
    CHECK_FALSE(decode_response(endless).has_value());
    // Status 200, made in a time that no clock tells, no fields.
    CHECK_FALSE(decode_response(std::string_view{"\x01\xC8\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x3F\x00", 13}).has_value());
    CHECK(decode_response(std::string_view{"\x01\xC8\x01\x01\x00", 5}).has_value());
}
