#include <atomic>
#include <thread>

#include "unit/accounts/office.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::good_password;
using test::Office;
using test::other_password;
using Codes = std::vector<std::string>;

namespace {

constexpr std::string_view address = "ann@example.org";

/** An office with one account, who forgot her password. */
struct Forgetful : Office {
    using Office::Office;

    std::string token() {
        const auto reset = wait(accounts.start_reset(address));
        REQUIRE(reset.has_value());
        CHECK(reset->account.id == id);
        return reset->token;
    }
    AccountOutcome finish(std::string_view by, std::string_view wanted = other_password) { return wait(accounts.finish_reset(by, wanted)); }
    void check_wrong(std::string_view by) {
        const AccountOutcome refused = finish(by);
        REQUIRE(test::codes_of(refused.faults) == Codes{"invalid_token"});
        CHECK(refused.faults[0].field == AccountFault::Field::token);
    }

    std::string id = id_of_new("ann", std::string{address});
};

}  // namespace

TEST_CASE("a token sets one new password", "[accounts]") {
    Forgetful office;
    const std::string token = office.token();
    CHECK(token.size() == 43);
    CHECK(office.finish(token).account->id == office.id);
    CHECK_FALSE(office.log_in("ann"));
    CHECK(office.log_in("ann", other_password));
    office.check_wrong(token);
    CHECK(office.log_in("ann", other_password));
}

TEST_CASE("of all who use a token at once, one does", "[accounts]") {
    Forgetful office;
    const std::string token = office.token();
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const std::string wanted = "password number " + std::to_string(i);
            done += sync_wait(office.accounts.finish_reset(token, wanted), &office.workers) ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(done == 1);
}

TEST_CASE("a password that cannot be taken leaves the token good", "[accounts]") {
    Forgetful office;
    const std::string token = office.token();
    CHECK(test::codes_of(office.finish(token, "ann").faults) == Codes{"password_too_short", "password_too_similar"});
    CHECK(office.finish(token));
}

TEST_CASE("a token is over when its time is, or when anything else has become of the account", "[accounts]") {
    Forgetful office;
    SECTION("its time") {
        const std::string token = office.token();
        office.clock->advance(1h - 1s);
        const std::string later = office.token();
        office.clock->advance(1s);
        office.check_wrong(token);
        CHECK(office.finish(later));
    }
    SECTION("the password was changed") {
        const std::string token = office.token();
        CHECK(office.wait(office.accounts.change_password(office.id, good_password, "a third password")));
        office.check_wrong(token);
        CHECK(office.log_in("ann", "a third password"));
    }
    SECTION("another token was used") {
        const std::string token = office.token();
        CHECK(office.finish(office.token()));
        office.check_wrong(token);
    }
    SECTION("the email address was changed") {
        const std::string token = office.token();
        CHECK(office.wait(office.accounts.change_profile(office.id, good_password, {.email = "new@example.org"})));
        office.check_wrong(token);
    }
    SECTION("the account was made inactive") {
        const std::string token = office.token();
        CHECK(office.wait(office.accounts.change_rights(office.id, {.is_active = false})));
        office.check_wrong(token);
    }
    SECTION("the account was closed, and there is another of that name") {
        const std::string token = office.token();
        CHECK(office.wait(office.accounts.close(office.id, good_password)));
        office.id_of_new("ann", std::string{address});
        office.check_wrong(token);
    }
}

TEST_CASE("a token that nobody was given is wrong", "[accounts]") {
    Forgetful office;
    for (const auto* const token : {"", "guessed", "password reset "}) office.check_wrong(token);
    CHECK_FALSE(office.wait(office.store->get("password reset " + office.token())).has_value());   // kept is a digest
}

TEST_CASE("nobody is sent anything for an address that there is not, of who is not active, or who has no password", "[accounts]") {
    Forgetful office;
    const auto is_sent = [&](std::string_view email) { return office.wait(office.accounts.start_reset(email)).has_value(); };
    CHECK(is_sent("ANN@example.org"));
    CHECK_FALSE(is_sent("nobody@example.org"));
    office.id_of_new("bob");
    CHECK_FALSE(is_sent(""));
    Account robot;
    robot.name = "robot";
    robot.email = "robot@example.org";
    REQUIRE_FALSE(office.people->add(robot).has_value());
    CHECK_FALSE(is_sent("robot@example.org"));
    CHECK(office.wait(office.accounts.change_rights(office.id, {.is_active = false})));
    CHECK_FALSE(is_sent(address));
}

TEST_CASE("an address is sent so much mail and no more", "[accounts]") {
    AccountsOptions options;
    options.resets = "2/h";
    Forgetful office{options};
    office.id_of_new("bob", "bob@example.org");
    office.token();
    office.token();
    CHECK_FALSE(office.wait(office.accounts.start_reset("Ann@example.org")).has_value());
    CHECK(office.wait(office.accounts.start_reset("bob@example.org")).has_value());
    office.clock->advance(1h);
    office.token();
}

TEST_CASE("a new password unlocks a name, and ends the user's logins", "[accounts]") {
    AccountsOptions options;
    options.limit.by_name = "1/h";
    std::atomic<int> ended = 0;
    options.logins = {Logins{[&ended](std::string_view) {
        ++ended;
        return Task<void>::ready();
    }}};
    Forgetful office{options};
    CHECK_FALSE(office.log_in("ann", "wrong"));
    CHECK(office.log_in("ann").is_locked());
    CHECK(office.finish(office.token()));
    CHECK(ended == 1);
    CHECK(office.log_in("ann", other_password));
}

TEST_CASE("the letter of an application that has none says the token to its owner", "[accounts]") {
    Account ann;
    ann.name = "ann";
    ann.email = address;
    const Mail mail = reset_mail(ann, "the-token");
    CHECK(mail.to == address);
    CHECK_FALSE(mail.subject.empty());
    CHECK(mail.text.find("the-token") != std::string::npos);
}
