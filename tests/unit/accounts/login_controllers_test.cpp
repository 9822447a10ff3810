#include "unit/accounts/house.hpp"

#include "lost_store.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::good_password;
using test::House;

namespace {

/** What an answer tells to whom it is not meant for. */
std::string told_by(const test::Response& response) {
    std::string told = std::to_string(static_cast<int>(response.status())) + response.header("WWW-Authenticate") + response.body();
    return told;
}

struct TokenHouse : House {
    App app(std::string scheme = "Bearer") const {
        App made{test::settings()};
        const OpaqueTokens& tokens = made.own(OpaqueTokens{store, {.life = 24h, .clock = clock}});
        made.own(Accounts{people, store, options({tokens})});
        made.authenticate(TokenAuth{tokens, std::move(scheme)}).permit(is_authenticated);
        made.mount<"/account", AccountController>();
        made.mount<"/auth", TokenLoginController>();
        return made;
    }
};

struct SessionHouse : House {
    App app() const {
        App made{test::settings()};
        Sessions& sessions = made.own(Sessions{store, {.clock = clock}});
        made.own(Accounts{people, store, options({sessions})});
        made.use(csrf({.only_with = {sessions.cookie()}})).use(sessions.middleware());
        made.authenticate(SessionAuth{sessions}.lookup(AccountLookup{people})).permit(is_authenticated);
        made.mount<"/account", AccountController>();
        made.mount<"/auth", SessionLoginController>();
        made.get<"/value">([](CurrentSession session) { return session->get<int>("value").value_or(0); }).permit(none);
        made.post<"/value">([](CurrentSession session) { session->set("value", 7); }).permit(none);
        return made;
    }
};

constexpr const char* session_cookie = "__Host-sessionid";

}  // namespace

TEST_CASE("a name and a password bring a pair of tokens, and those all the rest", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    register_ann(client);
    const auto answer = log_in(client);
    CHECK(answer.status() == Status::ok);
    const Json pair = answer.json();
    CHECK(pair.size() == 2);
    use_token(client, pair["access"]);
    CHECK(client.get("/account/me").json()["username"] == "ann");
    const Json next = client.post("/auth/token/refresh", {{"refresh", pair["refresh"]}}).json();
    CHECK(client.post("/auth/logout", {{"refresh", next["refresh"]}}).status() == Status::no_content);
    const auto refused = client.post("/auth/token/refresh", {{"refresh", next["refresh"]}});
    CHECK(refused.status() == Status::unauthorized);
    CHECK(client.post("/auth/logout", {{"refresh", next["refresh"]}}).json()["detail"] == "Token is blacklisted");
    CHECK(client.post("/auth/logout", {{"refresh", pair["access"]}}).json()["detail"] == "Token has wrong type");
}

TEST_CASE("whoever logs out everywhere refreshes nothing any more", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    register_ann(client);
    const Json phone = log_in(client).json();
    const Json laptop = log_in(client).json();
    CHECK(client.post("/auth/logout-all").status() == Status::unauthorized);
    use_token(client, phone["access"]);
    CHECK(client.post("/auth/logout-all").status() == Status::no_content);
    for (const Json& pair : {phone, laptop}) CHECK(client.post("/auth/token/refresh", {{"refresh", pair["refresh"]}}).status() == Status::unauthorized);
    house.clock->advance(1ms);
    CHECK(client.post("/auth/token/refresh", {{"refresh", log_in(client).json()["refresh"]}}).status() == Status::ok);
}

TEST_CASE("no answer to a log-in tells who there is", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    register_ann(client);
    client.post("/account/register", {{"username", "idle"}, {"password", good_password}});
    REQUIRE(house.people->change_rights(house.people->find_by_name("idle")->id, {.is_active = false}));
    const auto wrong = log_in(client, "ann", "wrong");
    CHECK(wrong.status() == Status::unauthorized);
    CHECK(wrong.json()["detail"] == "No active account found with the given credentials");
    CHECK(wrong.header("WWW-Authenticate") == "Bearer realm=\"api\"");
    CHECK(told_by(log_in(client, "nobody", "wrong")) == told_by(wrong));
    CHECK(told_by(log_in(client, "idle")) == told_by(wrong));
    CHECK(told_by(log_in(client, "ANN")) == told_by(wrong));
    for (int i = 0; i < 5; ++i) {
        log_in(client, "ann", "wrong");
        log_in(client, "nobody", "wrong");
    }
    const auto locked = log_in(client);
    CHECK(locked.status() == Status::too_many_requests);
    CHECK(locked.header("Retry-After") == "60");
    CHECK(locked.json()["code"] == "login_locked");
    CHECK(told_by(log_in(client, "nobody", "wrong")) == told_by(locked));
}

TEST_CASE("what is handed out is kept nowhere, whatever the app says of its answers", "[accounts]") {
    const House house;
    App app = house.jwt_app();
    app.cache(60s).idempotent();
    test::Client client{std::move(app)};
    register_ann(client);
    const auto log_in_again = [&] {
        return client.request(Method::post, "/auth/login").header("Idempotency-Key", "1").json({{"username", "ann"}, {"password", good_password}}).send();
    };
    const auto first = log_in_again();
    CHECK(first.header("Cache-Control") == "no-store");
    CHECK(log_in_again().json()["refresh"] != first.json()["refresh"]);
    use_token(client, first.json()["access"]);
    CHECK(client.get("/account/me").json()["username"] == "ann");
    CHECK(client.patch("/account/me", {{"username", "anna"}, {"current_password", good_password}}).status() == Status::ok);
    CHECK(client.get("/account/me").json()["username"] == "anna");
}

TEST_CASE("an old token in the header keeps nobody from logging in", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    register_ann(client);
    client.headers().set("Authorization", "Bearer old");
    CHECK(log_in(client).status() == Status::ok);
}

TEST_CASE("a log-in without name or password is wrong input", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    CHECK(faults_in(client.post("/auth/login", Json::object())) == Json{{"/username", "required"}, {"/password", "required"}});
    CHECK(client.post("/auth/login", {{"username", {1}}, {"password", 7}}).status() == Status::bad_request);
    CHECK(client.get("/auth/login").status() == Status::method_not_allowed);
}

TEST_CASE("log-ins are documented with their failures", "[accounts]") {
    const House house;
    test::Client client{house.jwt_app()};
    const Json document = client.get("/openapi.json").json();
    const Json& log_in = document["paths"]["/auth/login"]["post"];
    for (const auto* const status : {"200", "400", "401", "429", "503"}) CHECK(log_in["responses"].contains(status));
    const auto headers_of = [&](const char* status) {
        const std::string component = log_in["responses"][status]["$ref"];
        return document.at(Json::json_pointer{component.substr(1)})["headers"];
    };
    CHECK(headers_of("401").contains("WWW-Authenticate"));
    CHECK(headers_of("429").contains("Retry-After"));
    CHECK(log_in["security"].empty());
    CHECK(document["paths"]["/auth/logout-all"]["post"]["security"] == Json::parse(R"([{"jwt":[]}])"));
    App without{test::settings()};
    without.own(Accounts{house.people, house.store, house.options({})});
    without.mount<"/auth", JwtLoginController>();
    CHECK_THROWS_WITH(without.build(), Catch::Contains("JwtLoginController") && Catch::Contains("JwtTokens"));
}

TEST_CASE("while the store is out of reach a log-in is neither right nor wrong", "[accounts]") {
    const House house;
    App app{test::settings()};
    app.authenticate(JwtAuth{app.own(house.jwts())});
    app.own(Accounts{house.people, std::make_shared<test::LostStore>(), house.options({})});
    app.mount<"/auth", JwtLoginController>();
    test::Client client{std::move(app)};
    const auto answer = log_in(client);
    CHECK(answer.status() == Status::service_unavailable);
    CHECK(answer.header("Retry-After") == "1");
}

TEST_CASE("a name and a password bring an opaque token, which is ended alone or with all others", "[accounts]") {
    const TokenHouse house;
    test::Client client{house.app()};
    register_ann(client);
    const auto answer = log_in(client);
    CHECK(answer.status() == Status::ok);
    CHECK(answer.json().size() == 2);
    CHECK(answer.json()["expiry"] == "2025-11-25T16:00:00Z");
    const Json first = answer.json()["token"];
    const Json second = log_in(client).json()["token"];
    const Json third = log_in(client).json()["token"];
    const auto status_with = [&](const Json& token) {
        use_token(client, token);
        return client.get("/account/me").status();
    };
    CHECK(status_with(first) == Status::ok);
    CHECK(client.post("/auth/logout").status() == Status::no_content);
    CHECK(status_with(first) == Status::unauthorized);
    CHECK(status_with(second) == Status::ok);
    CHECK(client.post("/auth/logout-all").status() == Status::no_content);
    CHECK(status_with(second) == Status::unauthorized);
    CHECK(status_with(third) == Status::unauthorized);
    client.headers().remove("Authorization");
    CHECK(client.post("/auth/logout").status() == Status::unauthorized);
    CHECK(log_in(client, "ann", "wrong").json()["code"] == "no_active_account");
}

TEST_CASE("a token is logged out by whatever name its scheme goes", "[accounts]") {
    const TokenHouse house;
    test::Client client{house.app("Token")};
    register_ann(client);
    client.headers().set("Authorization", "token " + log_in(client).json()["token"].get<std::string>());
    CHECK(client.get("/account/me").status() == Status::ok);
    CHECK(client.post("/auth/logout").status() == Status::no_content);
    CHECK(client.get("/account/me").status() == Status::unauthorized);
}

TEST_CASE("a name and a password make a session their own, under a new key", "[accounts]") {
    const SessionHouse house;
    test::Client client{house.app()};
    register_ann(client);
    client.post("/value");
    const auto before = client.cookies().find(session_cookie);
    REQUIRE(before.has_value());
    CHECK(log_in(client, "ann", "wrong").status() == Status::unauthorized);
    CHECK(client.cookies().find(session_cookie) == before);
    CHECK(log_in(client).status() == Status::no_content);
    const auto after = client.cookies().find(session_cookie);
    CHECK(after != before);
    CHECK(client.get("/account/me").json()["username"] == "ann");
    CHECK(client.get("/value").json() == 7);
    CHECK(client.request(Method::get, "/value").header("Cookie", std::string{session_cookie} + "=" + *before).send().json() == 7);   // the jar's comes first
    CHECK(client.post("/auth/logout").status() == Status::no_content);
    CHECK(client.get("/account/me").status() == Status::forbidden);
    client.cookies().set(session_cookie, *before);   // whoever had put the key there has nothing
    CHECK(client.get("/value").json() == 0);
    client.cookies().set(session_cookie, *after);
    CHECK(client.get("/account/me").status() == Status::forbidden);
}

TEST_CASE("whoever logs out everywhere ends all sessions, and so does whoever changes the password", "[accounts]") {
    const SessionHouse house;
    test::Client client{house.app()};
    register_ann(client);
    const auto new_session = [&] {
        client.cookies().erase(session_cookie);
        REQUIRE(log_in(client).status() == Status::no_content);
        house.clock->advance(1ms);
        return *client.cookies().find(session_cookie);
    };
    const auto is_good = [&](const std::string& key) {
        client.cookies().set(session_cookie, key);
        return client.get("/account/me").status() == Status::ok;
    };
    const std::string phone = new_session();
    const std::string laptop = new_session();
    REQUIRE(is_good(phone));
    CHECK(client.post("/auth/logout-all").status() == Status::no_content);
    CHECK_FALSE(is_good(phone));
    CHECK_FALSE(is_good(laptop));
    house.clock->advance(1ms);
    const std::string first = new_session();
    const std::string second = new_session();
    CHECK(is_good(first));
    CHECK(client.post("/account/password/change", {{"current_password", good_password}, {"new_password", test::other_password}}).status() ==
          Status::no_content);
    CHECK_FALSE(is_good(first));
    CHECK_FALSE(is_good(second));
}

TEST_CASE("a page of another site logs nobody in or out", "[accounts]") {
    const SessionHouse house;
    test::Client client{house.app()};
    register_ann(client);
    REQUIRE(log_in(client).status() == Status::no_content);
    client.enforce_csrf();
    const auto from_elsewhere = [&](std::string_view target, const Json& body) {
        return client.request(Method::post, target).header("Sec-Fetch-Site", "cross-site").header("Origin", "https://evil.example").json(body).send();
    };
    CHECK(from_elsewhere("/auth/login", {{"username", "ann"}, {"password", good_password}}).status() == Status::forbidden);
    CHECK(from_elsewhere("/auth/logout", Json::object()).status() == Status::forbidden);
    CHECK(client.get("/account/me").status() == Status::ok);
}
