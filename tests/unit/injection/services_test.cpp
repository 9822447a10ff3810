#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <serval/http/request.hpp>
#include <serval/injection/services.hpp>

using namespace serval;

namespace {

using Steps = std::vector<std::string>;

/** Writes down when it goes. */
template <int Number>
struct Noted {
    Steps* steps;

    explicit Noted(Steps& steps_) : steps{&steps_} {}
    Noted(const Noted&) = delete;
    ~Noted() { steps->push_back(std::to_string(Number)); }
};

struct Chicken {};
struct Egg {};
struct Farm {};

template <class T>
T* find(const Services& services) {
    return static_cast<T*>(services.find(ServiceKey::of<T>()));
}

bool says(const std::vector<std::string>& mistakes, std::string_view part) {
    for (const std::string& mistake : mistakes) {
        if (mistake.find(part) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("what is owned a second time takes the place of the first", "[injection]") {
    Services services;
    services.own(std::make_shared<int>(1));
    int& second = services.own(std::make_shared<int>(2));
    REQUIRE(services.build().empty());
    CHECK(find<int>(services) == &second);
}

TEST_CASE("what is owned takes the place of what a factory would make, and the other way round", "[injection]") {
    Services services;
    services.provide<int>([] { return 1; });
    services.own(std::make_shared<int>(2));
    services.own(std::make_shared<long>(3));
    services.provide<long>([] { return 4L; });
    REQUIRE(services.build().empty());
    CHECK(*find<int>(services) == 2);
    CHECK(*find<long>(services) == 4);
}

TEST_CASE("a factory returns a value, one that cannot be moved, or a pointer", "[injection]") {
    struct Immovable {
        int value = 1;
        Immovable() = default;
        Immovable(Immovable&&) = delete;
    };
    Services services;
    services.provide<Immovable>([] { return Immovable{}; });
    services.provide<int>([] { return std::make_unique<int>(2); });
    services.provide<long>([] { return std::make_shared<long>(3); });
    REQUIRE(services.build().empty());
    CHECK(find<Immovable>(services)->value == 1);
    CHECK(*find<int>(services) == 2);
    CHECK(*find<long>(services) == 3);
}

TEST_CASE("a factory is run once, after those that make what it needs, whatever their order", "[injection]") {
    int runs = 0;
    Services services;
    services.provide<std::string>([&runs](const int& number, long& other) {
        ++runs;
        return std::to_string(number) + std::to_string(other);
    });
    services.provide<long>([](int& number) { return number + 1L; });
    services.provide<int>([] { return 5; });
    REQUIRE(services.build().empty());
    CHECK(*find<std::string>(services) == "56");
    CHECK(runs == 1);
}

TEST_CASE("instances go in the reverse of the order in which they need one another", "[injection]") {
    Steps steps;
    {
        Services services;
        services.provide<Noted<3>>([](Noted<2>& second, Noted<0>&) { return std::make_unique<Noted<3>>(*second.steps); });
        services.provide<Noted<2>>([](Noted<1>& first) { return std::make_unique<Noted<2>>(*first.steps); });
        services.provide<Noted<1>>([](Noted<0>& given) { return std::make_unique<Noted<1>>(*given.steps); });
        services.own(std::make_shared<Noted<0>>(steps));
        REQUIRE(services.build().empty());
    }
    CHECK(steps == Steps{"3", "2", "1", "0"});
}

TEST_CASE("what is moved keeps its instances and their order", "[injection]") {
    Steps steps;
    {
        Services services;
        services.own(std::make_shared<Noted<0>>(steps));
        services.provide<Noted<1>>([](Noted<0>& given) { return std::make_unique<Noted<1>>(*given.steps); });
        REQUIRE(services.build().empty());
        Services moved{std::move(services)};
        CHECK(steps.empty());
        CHECK(find<Noted<1>>(moved) != nullptr);
    }
    CHECK(steps == Steps{"1", "0"});
}

TEST_CASE("a circle is told once, with all who are in it", "[injection]") {
    Services services;
    services.provide<Chicken>([](Egg&) { return Chicken{}; });
    services.provide<Egg>([](Chicken&) { return Egg{}; });
    services.provide<Farm>([](Chicken&) { return Farm{}; });
    const auto mistakes = services.build();
    REQUIRE(mistakes.size() == 1);
    CHECK(says(mistakes, "needs itself"));
    CHECK(says(mistakes, "Chicken"));
    CHECK(says(mistakes, "Egg"));
    CHECK(find<Farm>(services) == nullptr);
}

TEST_CASE("a need that nobody provides is told, and what can be made is made", "[injection]") {
    Services services;
    services.provide<Chicken>([](Egg&) { return Chicken{}; });
    services.provide<Farm>([] { return Farm{}; });
    const auto mistakes = services.build();
    REQUIRE(mistakes.size() == 1);
    CHECK(says(mistakes, "which nobody provides"));
    CHECK(find<Farm>(services) != nullptr);
}

TEST_CASE("an instance of the app cannot need one of a request", "[injection]") {
    Services services;
    services.provide_per_request<Egg>([] { return Egg{}; });
    services.provide<Chicken>([](Egg&) { return Chicken{}; });
    const auto mistakes = services.build();
    REQUIRE(mistakes.size() == 1);
    CHECK(says(mistakes, "lives for one request"));
}

TEST_CASE("what a factory throws comes out of the build", "[injection]") {
    Services services;
    services.provide<Egg>([]() -> Egg { throw std::runtime_error{"cracked"}; });
    CHECK_THROWS_WITH(services.build(), "cracked");
}
