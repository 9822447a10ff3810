#include <memory>
#include <utility>

#include <catch2/catch.hpp>

#include <serval/injection/construct.hpp>

using namespace serval;

namespace {

template <std::size_t>
struct Part {
    int value = 0;
};

/** Takes the parts it names, by reference. */
template <std::size_t... Numbers>
class Whole {
public:
    explicit Whole(Part<Numbers>&... parts) : sum_{(0 + ... + parts.value)} {}
    int sum() const { return sum_; }

private:
    int sum_;
};

template <std::size_t... Numbers>
int build_whole(std::index_sequence<Numbers...>) {
    Services services;
    (services.own(std::make_shared<Part<Numbers>>(Part<Numbers>{static_cast<int>(Numbers) + 1})), ...);
    services.offer<Whole<Numbers...>>();
    REQUIRE(services.build().empty());
    return static_cast<Whole<Numbers...>*>(services.find(ServiceKey::of<Whole<Numbers...>>()))->sum();
}

class Reader {
public:
    Reader(const Part<0>& first_, Part<1>& second_, const Part<2>& third_) : first{first_}, second{second_}, third{third_} {}

    const Part<0>& first;
    Part<1>& second;
    const Part<2>& third;
};

}  // namespace

TEST_CASE("a constructor is given each of the services that it takes, up to ten", "[injection]") {
    CHECK(build_whole(std::make_index_sequence<0>{}) == 0);
    CHECK(build_whole(std::make_index_sequence<1>{}) == 1);
    CHECK(build_whole(std::make_index_sequence<2>{}) == 3);
    CHECK(build_whole(std::make_index_sequence<3>{}) == 6);
    CHECK(build_whole(std::make_index_sequence<4>{}) == 10);
    CHECK(build_whole(std::make_index_sequence<5>{}) == 15);
    CHECK(build_whole(std::make_index_sequence<6>{}) == 21);
    CHECK(build_whole(std::make_index_sequence<7>{}) == 28);
    CHECK(build_whole(std::make_index_sequence<8>{}) == 36);
    CHECK(build_whole(std::make_index_sequence<9>{}) == 45);
    CHECK(build_whole(std::make_index_sequence<10>{}) == 55);
}

TEST_CASE("a constructor may take constant references, to the very services", "[injection]") {
    Services services;
    const auto& first = services.own(std::make_shared<Part<0>>());
    const auto& second = services.own(std::make_shared<Part<1>>());
    const auto& third = services.own(std::make_shared<Part<2>>());
    services.offer<Reader>();
    REQUIRE(services.build().empty());
    const auto* const reader = static_cast<Reader*>(services.find(ServiceKey::of<Reader>()));
    CHECK(&reader->first == &first);
    CHECK(&reader->second == &second);
    CHECK(&reader->third == &third);
}

TEST_CASE("what a constructor takes and nobody provides is told", "[injection]") {
    Services services;
    services.offer<Whole<7>>();
    const auto mistakes = services.build();
    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes.front().find("which nobody provides") != std::string::npos);
}

TEST_CASE("what was handed in is not constructed again", "[injection]") {
    Services services;
    auto& own = services.own(std::make_shared<Part<0>>(Part<0>{5}));
    services.offer<Part<0>>();
    REQUIRE(services.build().empty());
    CHECK(services.find(ServiceKey::of<Part<0>>()) == &own);
}
