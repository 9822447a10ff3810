#include <serval/tasks/cancellation.hpp>

#include <catch2/catch.hpp>

#include <functional>

using namespace serval;

namespace {

class Notes final : public Cancellation::Listener {
public:
    Notes(Cancellation& cancellation, std::function<void()> note) : Listener{cancellation}, note_{std::move(note)} {}
    void cancelled() noexcept override { note_(); }

private:
    std::function<void()> note_;
};

}  // namespace

TEST_CASE("who listens is told once, the last one first", "[tasks]") {
    Cancellation cancellation;
    std::string told;
    const Notes a{cancellation, [&] { told += 'a'; }};
    const Notes b{cancellation, [&] { told += 'b'; }};
    const Notes c{cancellation, [&] { told += 'c'; }};
    cancellation.request();
    cancellation.request();
    REQUIRE(cancellation.requested());
    REQUIRE(told == "cba");
}

TEST_CASE("who has stopped listening is not told, wherever it stood", "[tasks]") {
    Cancellation cancellation;
    std::string told;
    auto a = std::make_unique<Notes>(cancellation, [&] { told += 'a'; });
    const Notes b{cancellation, [&] { told += 'b'; }};
    auto c = std::make_unique<Notes>(cancellation, [&] { told += 'c'; });
    const Notes d{cancellation, [&] { told += 'd'; }};
    auto e = std::make_unique<Notes>(cancellation, [&] { told += 'e'; });
    a.reset();
    c.reset();
    e.reset();
    cancellation.request();
    REQUIRE(told == "db");
}

TEST_CASE("a listener may end another one while it is told", "[tasks]") {
    Cancellation cancellation;
    std::string told;
    auto other = std::make_unique<Notes>(cancellation, [&] { told += 'o'; });
    const Notes first{cancellation, [&] {
                          told += 'f';
                          other.reset();
                      }};
    cancellation.request();
    REQUIRE(told == "f");
}

TEST_CASE("a listener may end itself while it is told", "[tasks]") {
    Cancellation cancellation;
    std::string told;
    const Notes last{cancellation, [&] { told += 'l'; }};
    std::unique_ptr<Notes> self;
    self = std::make_unique<Notes>(cancellation, [&] {
        told += 's';
        const auto dies_here = std::move(self);
    });
    cancellation.request();
    REQUIRE(told == "sl");
}

TEST_CASE("who begins to listen while others are told is told too", "[tasks]") {
    Cancellation cancellation;
    std::string told;
    std::unique_ptr<Notes> late;
    const Notes first{cancellation, [&] {
                          told += 'f';
                          late = std::make_unique<Notes>(cancellation, [&] { told += 'l'; });
                      }};
    cancellation.request();
    REQUIRE(told == "fl");
}

TEST_CASE("after a reset a cancellation can be asked for again", "[tasks]") {
    Cancellation cancellation;
    cancellation.request();
    cancellation.reset();
    REQUIRE_FALSE(cancellation.requested());
    int told = 0;
    const Notes notes{cancellation, [&] { ++told; }};
    cancellation.request();
    REQUIRE(told == 1);
}
