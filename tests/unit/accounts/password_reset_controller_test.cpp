#include <future>

#include "unit/accounts/house.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::good_password;
using test::House;
using test::other_password;

namespace {

test::Response ask(test::Client& client, std::string_view email) { return client.post("/account/password/reset", {{"email", email}}); }

test::Response confirm(test::Client& client, std::string_view token, std::string_view password = other_password) {
    return client.post("/account/password/reset/confirm", {{"token", token}, {"new_password", password}});
}

/** An app whose mail is sent by `send`. */
App mailing(const House& house, MailSender sender) {
    App app = house.jwt_app();
    app.own(std::move(sender));
    return app;
}

}  // namespace

TEST_CASE("whoever forgot a password sets a new one with what the mail brought", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    register_ann(client);
    const Json pair = log_in(client).json();
    house.clock->advance(1ms);
    CHECK(ask(client, "Ann@Example.org").status() == Status::no_content);
    const Mail mail = house.letters->next();
    CHECK(mail.to == "ann@example.org");
    CHECK(faults_in(confirm(client, mail.text, "short")) == Json{{"/new_password", "password_too_short"}});
    CHECK(confirm(client, mail.text).status() == Status::no_content);
    CHECK(log_in(client).status() == Status::unauthorized);
    CHECK(log_in(client, "ann", other_password).status() == Status::ok);
    CHECK(client.post("/auth/token/refresh", {{"refresh", pair["refresh"]}}).status() == Status::unauthorized);
    CHECK(faults_in(confirm(client, mail.text)) == Json{{"/token", "invalid_token"}});
}

TEST_CASE("nobody learns by asking who has an address", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    register_ann(client);
    const auto known = ask(client, "ann@example.org");
    const auto unknown = ask(client, "nobody@example.org");
    CHECK(known.status() == Status::no_content);
    CHECK(unknown.status() == known.status());
    CHECK(unknown.body() == known.body());
    CHECK(unknown.headers().size() == known.headers().size());
    CHECK(house.letters->next().to == "ann@example.org");
    CHECK(house.letters->empty());
    CHECK(faults_in(ask(client, "no address")) == Json{{"/email", "invalid"}});
}

TEST_CASE("the answer does not wait for the mail", "[accounts]") {
    const House house;
    std::promise<void> answered;
    std::shared_future<void> wait = answered.get_future().share();
    test::Client client{mailing(house, MailSender{[wait, letters = house.letters](const Mail& mail) {
        wait.wait();
        letters->add(mail);
    }})};
    register_ann(client);
    CHECK(ask(client, "ann@example.org").status() == Status::no_content);
    CHECK(house.letters->empty());
    answered.set_value();
    CHECK(house.letters->next().to == "ann@example.org");
}

TEST_CASE("mail that fails is told to the log, and to nobody else", "[accounts]") {
    const House house;
    std::string token;
    {
        test::Client client{mailing(house, MailSender{[letters = house.letters](const Mail& mail) {
            letters->add(mail);
            throw std::runtime_error{"the post office is closed"};
        }})};
        register_ann(client);
        CHECK(ask(client, "ann@example.org").status() == Status::no_content);
        token = house.letters->next().text;
    }   // the app ends when its workers have
    CHECK(house.log->contains("mail for a new password was not sent"));
    CHECK(house.log->contains("the post office is closed"));
    CHECK_FALSE(house.log->contains(token));
    CHECK_FALSE(house.log->contains("ann@example.org"));
}

TEST_CASE("resets need somebody who sends mail, and are documented", "[accounts]") {
    const House house;
    App without{test::settings()};
    without.own(Accounts{house.people, house.store, house.options({})});
    without.mount<"/reset", PasswordResetController>();
    CHECK_THROWS_WITH(without.build(), Catch::Contains("MailSender"));
    test::Client client{house.jwt_app()};
    const Json document = client.get("/openapi.json").json();
    for (const auto* const path : {"/account/password/reset", "/account/password/reset/confirm"}) {
        const Json& operation = document["paths"][path]["post"];
        for (const auto* const status : {"204", "400"}) CHECK(operation["responses"].contains(status));
        CHECK(operation["security"].empty());
    }
}
