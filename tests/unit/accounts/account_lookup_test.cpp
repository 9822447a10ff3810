#include "unit/accounts/house.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::House;

namespace {

/** An app whose tokens are looked up with each request, or with each refresh alone. */
App looking_up(const House& house, bool each_request) {
    App app{test::settings()};
    JwtOptions jwt;
    jwt.clock = house.clock;
    jwt.renew = AccountLookup{house.people}.renewal();
    const JwtTokens& tokens = app.own(JwtTokens{JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 'k')), house.store, jwt});
    app.own(Accounts{house.people, house.store, house.options({tokens})});
    if (each_request) app.authenticate(JwtAuth{tokens}.lookup(AccountLookup{house.people}));
    else app.authenticate(JwtAuth{tokens});
    app.mount<"/account", AccountController>();
    app.mount<"/auth", JwtLoginController>();
    app.mount<"/auth/token", JwtController>();
    app.get<"/roles">([](CurrentUser who) { return who->roles; });
    return app;
}

}  // namespace

TEST_CASE("the user of an account is what it says, and no password", "[accounts]") {
    Account account;
    account.id = "7";
    account.name = "ann";
    account.email = "ann@example.org";
    account.password = "hash";
    account.roles = {"editor"};
    account.is_staff = true;
    const User user = user_of(account);
    CHECK(user.id == "7");
    CHECK(user.name == "ann");
    CHECK(user.roles == std::vector<std::string>{"editor"});
    CHECK(user.is_staff);
    CHECK(user.scopes.empty());
}

TEST_CASE("an account that a handler shows by mistake has no password", "[accounts]") {
    Account account;
    account.name = "ann";
    account.password = "hash";
    CHECK(to_json(account).find("ann") != std::string::npos);
    CHECK(to_json(account).find("hash") == std::string::npos);
}

TEST_CASE("what an account may is asked with each request, where that is said", "[accounts]") {
    const House house;
    test::Client client{looking_up(house, true)};
    register_ann(client);
    const std::string id = house.people->find_by_name("ann")->id;
    use_token(client, log_in(client).json()["access"]);
    CHECK(client.get("/roles").json() == Json::array());
    CHECK(house.people->change_rights(id, {.roles = {"editor"}}));
    CHECK(client.get("/roles").json() == Json{"editor"});
    CHECK(house.people->change_rights(id, {.is_active = false}));
    CHECK(client.get("/roles").json()["code"] == "user_not_found");
}

TEST_CASE("what an account may is asked with each refresh, and none follows for one that is closed", "[accounts]") {
    const House house;
    test::Client client{looking_up(house, false)};
    register_ann(client);
    const std::string id = house.people->find_by_name("ann")->id;
    CHECK(house.people->change_rights(id, {.roles = {"editor"}, .is_staff = true}));
    Json pair = log_in(client).json();
    const auto refresh = [&] { return client.post("/auth/token/refresh", {{"refresh", pair["refresh"]}}); };
    CHECK(house.people->change_rights(id, {}));
    use_token(client, pair["access"]);
    CHECK(client.get("/roles").json() == Json{"editor"});   // for as long as it lives
    pair = refresh().json();
    use_token(client, pair["access"]);
    CHECK(client.get("/roles").json() == Json::array());
    CHECK(house.people->erase(id));
    CHECK(refresh().json()["code"] == "user_not_found");
}

TEST_CASE("accounts are looked up somewhere", "[accounts]") { CHECK_THROWS_AS(AccountLookup{nullptr}, std::invalid_argument); }
