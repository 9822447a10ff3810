#include <catch2/catch.hpp>

#include <serval/routing/handler_key.hpp>

using namespace serval;

namespace {

struct Books {
    virtual ~Books() = default;
    int show(int id) { return id; }
    int remove(int id) { return -id; }
    virtual int first() { return 1; }
    virtual int second() { return 2; }
};

struct Films {
    virtual ~Films() = default;
    virtual int first() { return 3; }
};

int health() { return 0; }
int time_of_day() { return 1; }

TEST_CASE("a handler has one key", "[routing]") {
    CHECK(HandlerKey::of(&Books::show) == HandlerKey::of(&Books::show));
    CHECK(HandlerKey::of(&Books::second) == HandlerKey::of(&Books::second));
    CHECK(HandlerKey::of(health) == HandlerKey::of(&health));
    const auto lambda = [] {};
    CHECK(HandlerKey::of(lambda) == HandlerKey::of(lambda));
}

TEST_CASE("two handlers have two keys", "[routing]") {
    CHECK(HandlerKey::of(&Books::show) != HandlerKey::of(&Books::remove));
    CHECK(HandlerKey::of(&Books::first) != HandlerKey::of(&Books::second));
    CHECK(HandlerKey::of(&Books::first) != HandlerKey::of(&Films::first));
    CHECK(HandlerKey::of(health) != HandlerKey::of(time_of_day));
    CHECK(HandlerKey::of([] {}) != HandlerKey::of([] {}));
}

TEST_CASE("no handler is told from every handler", "[routing]") {
    CHECK_FALSE(HandlerKey{});
    CHECK(HandlerKey::of(health));
    CHECK(HandlerKey{} != HandlerKey::of(health));
}

}  // namespace
