#include "club.hpp"
#include "models.hpp"

using accounts::Member;

TEST_CASE("members are for staff to look at", "[members]") {
    test::Client client{club()};
    CHECK(client.get("/members/keeper").status() == Status::unauthorized);
    enter_as_ada(client);
    CHECK(client.get("/members/keeper").status() == Status::forbidden);
    enter_as_keeper(client);
    CHECK(client.get("/members/ada").as<Member>().name == "ada");
    CHECK(client.get("/members/nobody").status() == Status::not_found);
}

TEST_CASE("nobody gives themselves a role", "[members]") {
    test::Client client{club()};
    enter_as_ada(client);
    CHECK(client.put("/members/ada/rights", {{"roles", {"editor"}}, {"is_staff", true}}).status() == Status::forbidden);
    carry(client, "");
    const Json bold{{"username", "eve"}, {"password", "a snake on the stairs"}, {"is_staff", true}, {"roles", {"editor"}}};
    client.post("/account/register", bold);
    enter_as_keeper(client);
    const auto eve = client.get("/members/eve");
    CHECK((eve.status() == Status::not_found || (!eve.as<Member>().is_staff && eve.as<Member>().roles.empty())));
}

TEST_CASE("whom the staff shut out is out, and in again when they say so", "[members]") {
    test::Client client{club()};
    const JwtPair pair = enter_as_ada(client);
    enter_as_keeper(client);
    REQUIRE(client.put("/members/ada/rights", {{"roles", Json::array()}, {"is_active", false}}).status() == Status::ok);
    carry(client, "");
    CHECK(client.post("/auth/refresh", {{"refresh", pair.refresh}}).status() == Status::unauthorized);
    CHECK(client.post("/auth/login", {{"username", "ada"}, {"password", ada_password}}).status() == Status::unauthorized);
    enter_as_keeper(client);
    REQUIRE(client.put("/members/ada/rights", {{"roles", Json::array()}}).status() == Status::ok);
    CHECK(log_in(client, "ada", ada_password).access != "");
}

TEST_CASE("there is no keeper where no password was set for one", "[members]") {
    test::Client client{accounts::make_app(test::settings().set("database.path", ":memory:"))};
    CHECK(client.post("/auth/login", {{"username", "keeper"}, {"password", ""}}).status() != Status::ok);
}
