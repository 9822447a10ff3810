#include "unit/accounts/house.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::good_password;
using test::House;
using test::other_password;

namespace {

/** Somebody who is logged in. */
struct Member : House {
    Member() {
        register_ann(client);
        const Json pair = log_in(client).json();
        refresh = pair["refresh"];
        use_token(client, pair["access"]);
        clock->advance(1ms);
    }

    test::Client client{jwt_app()};
    std::string refresh;
};

}  // namespace

TEST_CASE("whoever registers is told what of, and where", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    const auto created = register_ann(client);
    CHECK(created.status() == Status::created);
    CHECK(created.header("Location") == "/account/me");
    const Json account = created.json();
    CHECK(account == Json{{"id", house.people->find_by_name("ann")->id}, {"username", "ann"}, {"email", "ann@example.org"}, {"roles", Json::array()},
                          {"is_staff", false}, {"joined", "2025-11-24T16:00:00Z"}});
    const auto without = client.post("/account/register", {{"username", "bob"}, {"password", good_password}});
    CHECK(without.json()["email"].is_null());
}

TEST_CASE("nobody registers as more than they are", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    client.post("/account/register", {{"username", "eve"}, {"password", good_password}, {"is_staff", true}, {"is_active", false}, {"roles", {"admin"}},
                                      {"id", "1"}, {"joined", "1999-01-01T00:00:00Z"}});
    const auto eve = house.people->find_by_name("eve");
    if (eve.has_value()) {   // or it was refused altogether
        CHECK_FALSE(eve->is_staff);
        CHECK(eve->is_active);
        CHECK(eve->roles.empty());
        CHECK(eve->id != "1");
    }
    Member ann;
    ann.client.patch("/account/me", {{"current_password", good_password}, {"is_staff", true}, {"roles", {"admin"}}, {"password", "x"}});
    const auto changed = ann.people->find_by_name("ann");
    CHECK_FALSE(changed->is_staff);
    CHECK(changed->roles.empty());
    CHECK(verify_password(good_password, changed->password));
}

TEST_CASE("each field that cannot be taken is told, and no password", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    register_ann(client);
    const auto refused = client.post("/account/register", {{"username", "ann"}, {"email", "Ann@Example.org"}, {"password", "4711"}});
    CHECK(refused.status() == Status::bad_request);
    CHECK(refused.json()["errors"].size() == 4);
    CHECK(faults_in(refused) == Json{{"/username", "unique"}, {"/email", "unique"}, {"/password", "password_entirely_numeric"}});
    CHECK(refused.body().find("4711") == std::string::npos);
    for (const auto* const name : {"", "a b", "a\nb", "<ann>", "ann:"}) {
        CAPTURE(name);
        const auto wrong = client.post("/account/register", {{"username", name}, {"password", good_password}});
        CHECK(faults_in(wrong).contains("/username"));
    }
    CHECK(faults_in(client.post("/account/register", {{"username", "bob"}, {"email", "bob"}, {"password", good_password}})) == Json{{"/email", "invalid"}});
    CHECK(client.post("/account/register", {{"username", "Zoë.Ω_1@x+y-z"}, {"password", good_password}}).status() == Status::created);
}

TEST_CASE("blanks of a password are its own", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    client.post("/account/register", {{"username", "ann"}, {"password", "  spaced out  "}});
    CHECK(log_in(client, "ann", "spaced out").status() == Status::unauthorized);
    CHECK(log_in(client, "ann", "  spaced out  ").status() == Status::ok);
}

TEST_CASE("an owner is shown the account, and nobody else", "[accounts]") {
    Member ann;
    const auto shown = ann.client.get("/account/me");
    CHECK(shown.status() == Status::ok);
    CHECK(shown.json()["username"] == "ann");
    CHECK(shown.body().find("password") == std::string::npos);
    CHECK(shown.body().find("scrypt") == std::string::npos);
    ann.client.headers().remove("Authorization");
    for (const Method method : {Method::get, Method::patch, Method::delete_}) {
        CHECK(ann.client.request(method, "/account/me").send().status() == Status::unauthorized);
    }
    CHECK(ann.client.post("/account/password/change", Json::object()).status() == Status::unauthorized);
}

TEST_CASE("an owner changes the account by saying the password once more", "[accounts]") {
    Member ann;
    const auto change = [&](const Json& body) { return ann.client.patch("/account/me", body); };
    CHECK(faults_in(change({{"username", "anna"}})) == Json{{"/current_password", "required"}});
    CHECK(faults_in(change({{"username", "anna"}, {"current_password", "wrong"}})) == Json{{"/current_password", "invalid_password"}});
    const auto changed = change({{"username", "anna"}, {"current_password", good_password}});
    CHECK(changed.status() == Status::ok);
    CHECK(changed.json()["username"] == "anna");
    CHECK(changed.json()["email"] == "ann@example.org");
    CHECK(change({{"email", "anna@example.org"}, {"current_password", good_password}}).json()["email"] == "anna@example.org");
    ann.client.post("/account/register", {{"username", "bob"}, {"password", good_password}});
    CHECK(faults_in(change({{"username", "bob"}, {"current_password", good_password}})) == Json{{"/username", "unique"}});
    CHECK(faults_in(change({{"username", "b ob"}, {"current_password", good_password}})).contains("/username"));
}

TEST_CASE("a password is changed, and whoever had logged in has to log in again", "[accounts]") {
    Member ann;
    const auto change = [&](std::string_view current, std::string_view wanted) {
        return ann.client.post("/account/password/change", {{"current_password", current}, {"new_password", wanted}});
    };
    CHECK(faults_in(change("wrong", other_password)) == Json{{"/current_password", "invalid_password"}});
    CHECK(faults_in(change(good_password, "short")) == Json{{"/new_password", "password_too_short"}});
    CHECK(change(good_password, other_password).status() == Status::no_content);
    ann.clock->advance(1ms);
    CHECK(ann.client.post("/auth/token/refresh", {{"refresh", ann.refresh}}).status() == Status::unauthorized);
    CHECK(log_in(ann.client).status() == Status::unauthorized);
    const Json pair = log_in(ann.client, "ann", other_password).json();
    CHECK(ann.client.post("/auth/token/refresh", {{"refresh", pair["refresh"]}}).status() == Status::ok);
}

TEST_CASE("whoever guesses at a password with a stolen token is locked out", "[accounts]") {
    Member ann;
    for (int i = 0; i < 5; ++i) ann.client.patch("/account/me", {{"username", "eve"}, {"current_password", "guess " + std::to_string(i)}});
    for (const auto& locked : {ann.client.patch("/account/me", {{"username", "eve"}, {"current_password", good_password}}),
                               ann.client.request(Method::delete_, "/account/me").json({{"current_password", good_password}}).send(),
                               ann.client.post("/account/password/change", {{"current_password", good_password}, {"new_password", other_password}})}) {
        CHECK(locked.status() == Status::too_many_requests);
        CHECK(locked.header("Retry-After") == "60");
        CHECK(locked.json()["code"] == "login_locked");
    }
    CHECK(ann.people->find_by_name("ann").has_value());
}

TEST_CASE("a closed account is gone, whatever tokens there are", "[accounts]") {
    Member ann;
    const auto close = [&](const Json& body) { return ann.client.request(Method::delete_, "/account/me").json(body).send(); };
    CHECK(close(Json::object()).status() == Status::bad_request);
    CHECK(faults_in(close({{"current_password", "wrong"}})) == Json{{"/current_password", "invalid_password"}});
    CHECK(close({{"current_password", good_password}}).status() == Status::no_content);
    CHECK_FALSE(ann.people->find_by_name("ann").has_value());
    const auto gone = ann.client.get("/account/me");   // by an access token that is still good
    CHECK(gone.status() == Status::unauthorized);
    CHECK(gone.json()["code"] == "user_not_found");
    CHECK(ann.client.patch("/account/me", {{"current_password", good_password}}).status() == Status::unauthorized);
    CHECK(ann.client.post("/auth/token/refresh", {{"refresh", ann.refresh}}).status() == Status::unauthorized);
}

TEST_CASE("nothing around an app keeps anybody from registering", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    client.headers().set("Authorization", "Bearer of-no-worth");
    CHECK(register_ann(client).status() == Status::created);
    CHECK(client.get("/account/me").status() == Status::unauthorized);
}

TEST_CASE("no password is in an answer or in the log", "[accounts]") {
    Member ann;
    log_in(ann.client, "ann", "wrong password");
    ann.client.post("/account/password/change", {{"current_password", "wrong password"}, {"new_password", other_password}});
    ann.client.post("/account/password/change", {{"current_password", good_password}, {"new_password", other_password}});
    for (const std::string& password : {good_password, other_password, std::string{"wrong password"}}) CHECK_FALSE(ann.log->contains(password));
}

TEST_CASE("accounts are documented with their failures, and passwords as what is never shown", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    const Json document = client.get("/openapi.json").json();
    const Json& paths = document["paths"];
    for (const auto* const status : {"201", "400", "503"}) CHECK(paths["/account/register"]["post"]["responses"].contains(status));
    for (const auto* const status : {"200", "400", "401", "429"}) CHECK(paths["/account/me"]["patch"]["responses"].contains(status));
    for (const auto* const status : {"204", "400", "401", "429"}) CHECK(paths["/account/me"]["delete"]["responses"].contains(status));
    for (const auto* const status : {"204", "400", "401", "429"}) CHECK(paths["/account/password/change"]["post"]["responses"].contains(status));
    CHECK(paths["/account/register"]["post"]["security"].empty());
    CHECK(paths["/account/me"]["get"]["security"] == Json::parse(R"([{"jwt":[]}])"));
    const Json& schemas = document["components"]["schemas"];
    CHECK_FALSE(schemas["AccountDetails"]["properties"].contains("password"));
    int passwords = 0;
    for (const auto& [name, schema] : schemas.items()) {
        if (!schema.contains("properties")) continue;
        for (const auto& [field, rules] : schema["properties"].items()) {
            if (field.find("password") == std::string::npos) continue;
            CAPTURE(name, field);
            ++passwords;
            CHECK(rules["writeOnly"] == true);
            CHECK(rules["format"] == "password");
            CHECK_FALSE(rules.contains("examples"));
            CHECK_FALSE(rules.contains("default"));
        }
    }
    CHECK(passwords == 7);
}
