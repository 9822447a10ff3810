#include <string>

#include <catch2/catch.hpp>

#include "authentication/credential_memory.hpp"

using namespace serval;
using namespace std::chrono_literals;

TEST_CASE("credentials that were right are remembered with their user", "[authentication]") {
    CredentialMemory memory{1h};
    memory.keep("ada:secret", User{.id = "1", .name = "ada", .roles = {"editor"}});
    const auto user = memory.find("ada:secret");
    REQUIRE(user.has_value());
    CHECK(user->id == "1");
    CHECK(user->roles == std::vector<std::string>{"editor"});
}

TEST_CASE("other credentials are not taken for those that were right", "[authentication]") {
    CredentialMemory memory{1h};
    memory.keep("ada:secret", User{.id = "1"});
    for (const std::string_view other : {"", "ada:", "ada:secre", "ada:secrets", "ADA:secret", "ada:Secret", "bob:secret"}) {
        INFO(other);
        CHECK_FALSE(memory.find(other).has_value());
    }
}

TEST_CASE("credentials are forgotten after their time", "[authentication]") {
    CredentialMemory memory{0s};
    memory.keep("ada:secret", User{.id = "1"});
    CHECK_FALSE(memory.find("ada:secret").has_value());
}

TEST_CASE("credentials kept again stand for the later user", "[authentication]") {
    CredentialMemory memory{1h};
    memory.keep("ada:secret", User{.id = "1"});
    memory.keep("ada:secret", User{.id = "2"});
    CHECK(memory.find("ada:secret")->id == "2");
}

TEST_CASE("a memory full of credentials begins anew instead of growing", "[authentication]") {
    CredentialMemory memory{1h};
    for (int i = 0; i < 10'000; ++i) memory.keep(std::to_string(i), User{});
    REQUIRE(memory.find("0").has_value());
    memory.keep("one more", User{.id = "1"});
    CHECK_FALSE(memory.find("0").has_value());
    CHECK(memory.find("one more")->id == "1");
}
