#include <atomic>

#include "unit/accounts/office.hpp"

using namespace serval;
using Codes = std::vector<std::string>;

namespace {

Codes codes(std::string_view password, const PasswordPolicy& policy = {}) {
    Account account;
    account.name = "Bookworm";
    account.email = "Ann.Lee@example.org";
    return test::codes_of(policy.faults_of(password, account));
}

}  // namespace

TEST_CASE("a password has a length, in characters and not in octets", "[accounts]") {
    CHECK(codes("horse") == Codes{"password_too_short"});
    CHECK(codes("") == Codes{"password_too_short", "password_too_similar"});
    CHECK(codes("horses!!").empty());
    CHECK(codes("öööö") == Codes{"password_too_short"});
    CHECK(codes("öööööööö").empty());
    CHECK(codes(std::string(257, 'x')) == Codes{"password_too_long"});
    CHECK(codes("horses!!", {.min_length = 9}) == Codes{"password_too_short"});
}

TEST_CASE("digits alone are no password", "[accounts]") {
    CHECK(codes("2718281828") == Codes{"password_entirely_numeric"});
    CHECK(codes("123") == Codes{"password_too_short", "password_entirely_numeric"});
    CHECK(codes("2718281828e").empty());
    CHECK(codes("2718281828", {.refuse_digits_alone = false}).empty());
}

TEST_CASE("a password that is little more than the name or the address is refused", "[accounts]") {
    for (const auto* const password : {"bookworm", "BOOKWORM", "bookworm1", "123bookworm", "ann.lee@example.org", "ann.lee99", "example.org"}) {
        CAPTURE(password);
        CHECK(codes(password) == Codes{"password_too_similar"});
    }
    CHECK(codes("bookworm and more").empty());
    CHECK(codes("bookworm1", {.refuse_similar = false}).empty());
}

TEST_CASE("the application has its own say, about what nothing else is wrong with", "[accounts]") {
    std::atomic<int> asked = 0;
    PasswordPolicy policy;
    policy.check = [&asked](std::string_view password, const Account& account) -> std::optional<std::string> {
        ++asked;
        if (password != "stolen once") return std::nullopt;
        return account.name + ", this one was stolen.";
    };
    CHECK(codes("short", policy) == Codes{"password_too_short"});
    CHECK(asked == 0);
    CHECK(codes("correct horse", policy).empty());
    CHECK(codes("stolen once", policy) == Codes{"password_refused"});
    CHECK(policy.faults_of("stolen once", {.name = "ann"}).front().message == "ann, this one was stolen.");
}
