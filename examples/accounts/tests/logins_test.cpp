#include "club.hpp"

TEST_CASE("whoever registers logs in and is known", "[logins]") {
    test::Client client{club()};
    CHECK(client.get("/account/me").status() == Status::unauthorized);
    const JwtPair pair = enter_as_ada(client);
    const auto me = client.get("/account/me").as<AccountDetails>();
    CHECK(me.username == "ada");
    CHECK(me.roles.empty());
    CHECK_FALSE(me.is_staff);
}

TEST_CASE("a refresh token brings a new pair, once", "[logins]") {
    test::Client client{club()};
    const JwtPair pair = enter_as_ada(client);
    const auto refreshed = client.post("/auth/refresh", {{"refresh", pair.refresh}});
    REQUIRE(refreshed.status() == Status::ok);
    carry(client, refreshed.as<JwtPair>().access);
    CHECK(client.get("/account/me").status() == Status::ok);
    CHECK(client.post("/auth/refresh", {{"refresh", pair.refresh}}).status() == Status::unauthorized);
}

TEST_CASE("logging out everywhere ends every log-in", "[logins]") {
    test::Client client{club()};
    const JwtPair at_home = enter_as_ada(client);
    const JwtPair at_work = log_in(client, "ada", ada_password);
    carry(client, at_work.access);
    REQUIRE(client.post("/auth/logout-all").status() == Status::no_content);
    CHECK(client.post("/auth/refresh", {{"refresh", at_home.refresh}}).status() == Status::unauthorized);
    CHECK(client.post("/auth/refresh", {{"refresh", at_work.refresh}}).status() == Status::unauthorized);
}

TEST_CASE("a new password ends every log-in, and only it is good then", "[logins]") {
    test::Client client{club()};
    const JwtPair pair = enter_as_ada(client);
    const auto changed =
        client.post("/account/password/change", {{"current_password", ada_password}, {"new_password", "two horses on the stairs"}});
    REQUIRE(changed.status() == Status::no_content);
    CHECK(client.post("/auth/refresh", {{"refresh", pair.refresh}}).status() == Status::unauthorized);
    CHECK(client.post("/auth/login", {{"username", "ada"}, {"password", ada_password}}).status() == Status::unauthorized);
    CHECK(client.post("/auth/login", {{"username", "ada"}, {"password", "two horses on the stairs"}}).status() == Status::ok);
}

TEST_CASE("who guesses passwords is kept waiting", "[logins]") {
    test::Client client{club()};
    REQUIRE(register_ada(client).status() == Status::created);
    for (int i = 0; i < 10; ++i) {
        CHECK(client.post("/auth/login", {{"username", "ada"}, {"password", "a guess of mine"}}).status() == Status::unauthorized);
    }
    const auto locked = client.post("/auth/login", {{"username", "ada"}, {"password", ada_password}});
    CHECK(locked.status() == Status::too_many_requests);
    CHECK_FALSE(locked.header("Retry-After").empty());
}
