#include <serval/accounts/jwt_controller.hpp>
#include <serval/authentication/jwt_auth.hpp>
#include <serval/http/base64.hpp>
#include <serval/jose/fetched_keys.hpp>
#include <serval/jose/jwks.hpp>
#include <serval/jose/jwt_verifier.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>

#include "lost_store.hpp"
#include "pipeline/recorder.hpp"
#include "unit/jose/made_keys.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

JwsKey app_key() { return JwsKey::from_secret(JwsAlgorithm::hs256, test::secret_a); }

/** An app's tokens, whose time stands still. */
struct TokenDesk {
    explicit TokenDesk(JwtOptions options = {}) : tokens{app_key(), store, with_clock(std::move(options))} {}

    JwtOptions with_clock(JwtOptions options) {
        clock->freeze(std::chrono::system_clock::time_point{1'764'000'000s});
        store->use_clock(clock);
        options.clock = clock;
        return options;
    }
    [[nodiscard]] std::string access(std::string_view id, std::vector<std::string> roles = {}) const {
        User user;
        user.id = id;
        user.roles = std::move(roles);
        return tokens.issue(user).access;
    }

    std::shared_ptr<test::Clock> clock = std::make_shared<test::Clock>();
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    JwtTokens tokens;
};

/** Who asks, in words. */
std::string who_asks(const Request& request) {
    const User* const user = user_of(request);
    if (user == nullptr) return "nobody";
    std::string text = user->id;
    for (const std::string& role : user->roles) text += " " + role;
    return text;
}

App app_for(JwtAuth auth) {
    App app{test::settings()};
    app.authenticate(std::move(auth));
    app.get<"/open">(&who_asks);
    app.get<"/members">(&who_asks).permit(is_authenticated);
    return app;
}

test::Response with_token(test::Client& client, std::string_view token, std::string_view target = "/members") {
    return client.request(Method::get, target).header("Authorization", "Bearer " + std::string{token}).send();
}

/** A token with this very header and payload, and a signature of the app's own key that is right. */
std::string token_with(std::string_view header, std::string_view payload) {
    const std::string text = to_base64url(header) + "." + to_base64url(payload);
    return text + "." + to_base64url(app_key().sign(text));
}

constexpr std::string_view good_payload = R"({"sub":"7","token_type":"access","jti":"1","exp":1764000001})";

/** Refused as every token is that is not trusted, wherever it is sent. */
void check_refused(test::Client& client, std::string_view token, std::string_view message = "Token is invalid") {
    for (const auto* target : {"/members", "/open"}) {
        const auto refused = with_token(client, token, target);
        CHECK(refused.status() == Status::unauthorized);
        CHECK(refused.json()["code"] == "token_not_valid");
        CHECK(refused.json()["detail"] == "Given token not valid for any token type");
        CHECK(refused.json()["message"] == message);
        CHECK(refused.header("WWW-Authenticate") ==
              "Bearer realm=\"api\", error=\"invalid_token\", error_description=\"" + std::string{message} + "\"");
    }
}

}  // namespace

TEST_CASE("a bearer token says who asks and as what, without anybody being asked", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{app_for(JwtAuth{desk.tokens})};
    CHECK(with_token(client, desk.access("7", {"editor", "author"})).json() == "7 editor author");
    CHECK(client.get("/open").json() == "nobody");
    const auto anonymous = client.get("/members");
    CHECK(anonymous.status() == Status::unauthorized);
    CHECK(anonymous.header("WWW-Authenticate") == "Bearer realm=\"api\"");
    CHECK(anonymous.json()["code"] == "not_authenticated");
}

TEST_CASE("the scheme is compared without case, and other schemes are left to others", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{app_for(JwtAuth{desk.tokens})};
    const std::string token = desk.access("7");
    const auto sent = [&](const std::string& field) { return client.request(Method::get, "/open").header("Authorization", field).send(); };
    for (const auto* scheme : {"Bearer ", "bearer ", "BEARER ", "bEaReR  "}) CHECK(sent(scheme + token).json() == "7");
    for (const auto* scheme : {"JWT ", "Bearers ", "Bear ", "Basic "}) CHECK(sent(scheme + token).json() == "nobody");
    for (const std::string& field : {std::string{"Bearer"}, "Bearer " + token + " x", std::string{"bearer a b"}}) {
        CHECK(sent(field).status() == Status::unauthorized);
        CHECK(sent(field).json()["code"] == "bad_authorization_header");
        CHECK(sent(field).json()["detail"] == "Authorization header must contain two space-delimited values");
        CHECK(sent(field).header("WWW-Authenticate") == "Bearer realm=\"api\"");
    }
}

TEST_CASE("a token that is over, of another type, or incomplete is told what it is", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{app_for(JwtAuth{desk.tokens})};
    User user;
    user.id = "7";
    const JwtPair pair = desk.tokens.issue(user);
    check_refused(client, pair.refresh, "Token has wrong type");
    check_refused(client, token_with(R"({"alg":"HS256"})", R"({"sub":"7","jti":"1","exp":1764000001})"), "Token has no type");
    check_refused(client, token_with(R"({"alg":"HS256"})", R"({"sub":"7","token_type":"access","exp":1764000001})"), "Token has no id");
    check_refused(client, token_with(R"({"alg":"HS256"})", R"({"sub":"7","token_type":"access","jti":"1"})"), "Token has no 'exp' claim");
    desk.clock->advance(5min);
    check_refused(client, pair.access, "Token is expired");
    CHECK(with_token(client, pair.access).json()["token_type"] == "access");
}

TEST_CASE("a token that says nobody's name is nobody's", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{app_for(JwtAuth{desk.tokens})};
    for (const auto* sub : {"", R"("sub":"",)"}) {
        const std::string payload = std::string{"{"} + sub + R"("token_type":"access","jti":"1","exp":1764000001})";
        const auto refused = with_token(client, token_with(R"({"alg":"HS256"})", payload));
        CHECK(refused.status() == Status::unauthorized);
        CHECK(refused.json()["code"] == "token_not_valid");
        CHECK(refused.json()["detail"] == "Token contained no recognizable user identification");
    }
}

TEST_CASE("whatever a token's header asks for, it is not believed", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{app_for(JwtAuth{desk.tokens})};
    REQUIRE(with_token(client, token_with(R"({"alg":"HS256"})", good_payload)).json() == "7");   // what each of these is made from
    for (const auto* header : {R"({"alg":"none"})", R"({"alg":"NONE"})", R"({"alg":"HS512"})", R"({"alg":"RS256"})", R"({})", R"({"alg":["HS256"]})",
                               R"({"alg":"HS256","crit":["exp"]})", R"({"alg":"HS256","crit":[]})", R"({"alg":"HS256","jwk":{"kty":"oct","k":"YQ"}})",
                               R"({"alg":"HS256","jku":"https://a.example/keys"})", R"({"alg":"HS256","x5u":"https://a.example"})",
                               R"({"alg":"HS256","x5c":["MII"]})", R"({"alg":"none","alg":"HS256"})"}) {
        CAPTURE(header);
        check_refused(client, token_with(header, good_payload));
    }
    const std::string unsigned_text = to_base64url(R"({"alg":"none"})") + "." + to_base64url(good_payload) + ".";
    check_refused(client, unsigned_text);
    check_refused(client, unsigned_text.substr(0, unsigned_text.size() - 1));
    check_refused(client, "x");
    check_refused(client, std::string(9'000, 'x'));
    check_refused(client, token_with(R"({"alg":"HS256","pad":")" + std::string(8'000, ' ') + "\"}", good_payload));
    check_refused(client, token_with(R"({"alg":"HS256"})", R"({"sub":"7","sub":"1","token_type":"access","jti":"1","exp":1764000001})"));
}

TEST_CASE("a public key is no secret to sign with, and one family's signature is none of another's", "[pipeline]") {
    const TokenDesk desk;
    const auto pair = test::make_key_pair(JwsAlgorithm::rs256);
    const JwsKey private_key = JwsKey::from_pem(JwsAlgorithm::rs256, pair.private_pem);
    JwtOptions options;
    options.clock = desk.clock;
    const JwtTokens tokens{private_key, desk.store, options};
    test::Client client{app_for(JwtAuth{tokens})};
    User user;
    user.id = "7";
    REQUIRE(with_token(client, tokens.issue(user).access).json() == "7");

    const auto forged = [&](std::string_view algorithm, const JwsKey& key) {
        const std::string text = to_base64url("{\"alg\":\"" + std::string{algorithm} + "\"}") + "." + to_base64url(good_payload);
        return text + "." + to_base64url(key.sign(text));
    };
    const JwsKey known_to_all = JwsKey::from_secret(JwsAlgorithm::hs256, pair.public_pem.substr(pair.public_pem.find('\n')));
    check_refused(client, forged("HS256", known_to_all));
    check_refused(client, forged("RS256", known_to_all));
    check_refused(client, forged("PS256", private_key));
    check_refused(client, forged("RS256", JwsKey::from_pem(JwsAlgorithm::rs256, test::make_key_pair(JwsAlgorithm::rs256).private_pem)));
}

TEST_CASE("a token may come in a cookie, which has no challenge", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{app_for(JwtAuth{desk.tokens}.cookie("access_token"))};
    const auto with_cookie = [&](const std::string& cookie) { return client.request(Method::get, "/members").header("Cookie", cookie).send(); };
    CHECK(with_cookie("theme=dark; access_token=" + desk.access("7")).json() == "7");
    CHECK(with_token(client, desk.access("7")).status() == Status::forbidden);
    CHECK(with_cookie("access_token=").json()["code"] == "not_authenticated");
    const auto refused = with_cookie("access_token=x.y.z");
    CHECK(refused.status() == Status::forbidden);
    CHECK(refused.json()["code"] == "token_not_valid");
    CHECK(refused.header("WWW-Authenticate").empty());
}

TEST_CASE("header and cookie can both be taken, and basic authentication beside them", "[pipeline]") {
    const TokenDesk desk;
    App app{test::settings()};
    app.authenticate(JwtAuth{desk.tokens}.realm("shop"), JwtAuth{desk.tokens}.cookie("access_token"),
                     BasicAuth{[](std::string_view, std::string_view) { return std::optional<User>{}; }});
    app.get<"/members">(&who_asks).permit(is_authenticated);
    test::Client client{std::move(app)};
    CHECK(with_token(client, desk.access("7")).json() == "7");
    CHECK(client.request(Method::get, "/members").header("Cookie", "access_token=" + desk.access("8")).send().json() == "8");
    const auto anonymous = client.get("/members");
    CHECK(anonymous.status() == Status::unauthorized);
    const auto challenges = anonymous.headers().all("WWW-Authenticate");
    CHECK(std::vector<std::string>(challenges.begin(), challenges.end()) ==
          std::vector<std::string>{"Bearer realm=\"shop\"", "Basic realm=\"api\", charset=\"UTF-8\""});
    CHECK_THROWS_AS((JwtAuth{desk.tokens}.realm("a\"b")), std::invalid_argument);
}

TEST_CASE("who the user is may be looked up, at once or in time", "[pipeline]") {
    const TokenDesk desk;
    const auto find = [](const JwtClaims& claims) {
        if (claims.subject == "inactive") throw AuthenticationFailed{"User is inactive", "user_inactive"};
        if (claims.subject != "7") return std::optional<User>{};
        User user;
        user.id = "7";
        user.roles = {"found"};
        return std::optional<User>{std::move(user)};
    };
    const auto find_later = [find](const JwtClaims& claims) -> Task<std::optional<User>> {
        co_await sleep_for(1ms);
        co_return find(claims);
    };
    const bool waits = GENERATE(false, true);
    test::Client client{app_for(waits ? JwtAuth{desk.tokens}.lookup(find_later) : JwtAuth{desk.tokens}.lookup(find))};
    CHECK(with_token(client, desk.access("7", {"claimed"})).json() == "7 found");
    const auto unknown = with_token(client, desk.access("8"));
    CHECK(unknown.status() == Status::unauthorized);
    CHECK(unknown.json()["code"] == "user_not_found");
    CHECK(unknown.json()["detail"] == "User not found");
    const auto inactive = with_token(client, desk.access("inactive"));
    CHECK(inactive.status() == Status::unauthorized);
    CHECK(inactive.json()["code"] == "user_inactive");
    CHECK(inactive.header("WWW-Authenticate") == "Bearer realm=\"api\"");
}

TEST_CASE("sliding tokens are taken where it is said, until they are blacklisted", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{app_for(JwtAuth{desk.tokens, JwtTokenType::sliding})};
    User user;
    user.id = "7";
    const std::string token = desk.tokens.issue_sliding(user);
    CHECK(with_token(client, token).json() == "7");
    check_refused(client, desk.access("7"), "Token has wrong type");
    CHECK(with_token(client, desk.access("7")).json()["token_type"] == "sliding");
    REQUIRE(sync_wait(desk.tokens.blacklist(token)));
    check_refused(client, token, "Token is blacklisted");
}

TEST_CASE("while the store fails, a token that has to be looked up is answered 503, and others are taken", "[pipeline]") {
    User user;
    user.id = "7";
    const bool is_looked_up = GENERATE(false, true);
    JwtOptions options;
    options.check_access = is_looked_up;
    const JwtTokens tokens{app_key(), std::make_shared<test::LostStore>(), options};
    test::Client client{app_for(JwtAuth{tokens})};
    const auto answered = with_token(client, tokens.issue(user).access);
    CHECK(answered.status() == (is_looked_up ? Status::service_unavailable : Status::ok));
    CHECK(answered.header("Retry-After") == (is_looked_up ? "1" : ""));
}

TEST_CASE("the documentation knows tokens as bearer tokens in JWT form, or as a cookie", "[pipeline]") {
    const TokenDesk desk;
    App app{test::settings()};
    app.authenticate(JwtAuth{desk.tokens}, JwtAuth{desk.tokens}.cookie("access_token"));
    app.get<"/members">(&who_asks).permit(is_authenticated);
    test::Client client{std::move(app)};
    const Json document = client.get("/openapi.json").json();
    CHECK(document["components"]["securitySchemes"]["jwt"] == Json::parse(R"({"type":"http","scheme":"bearer","bearerFormat":"JWT"})"));
    CHECK(document["components"]["securitySchemes"]["jwt_cookie"] == Json::parse(R"({"type":"apiKey","name":"access_token","in":"cookie"})"));
    CHECK(document["paths"]["/members"]["get"]["security"] == Json::parse(R"([{"jwt":[]},{"jwt_cookie":[]}])"));
    CHECK(document["paths"]["/members"]["get"]["responses"].contains("401"));
}

TEST_CASE("one app shows its public keys, and another believes its tokens by them", "[pipeline]") {
    const auto clock = std::make_shared<test::Clock>();
    clock->freeze(std::chrono::system_clock::time_point{1'764'000'000s});
    JwtOptions options;
    options.issuer = "https://login.example";
    options.audience = {"shop"};
    options.clock = clock;
    const JwsKey key = JwsKey::from_pem(JwsAlgorithm::es256, test::make_key_pair(JwsAlgorithm::es256).private_pem, "2026-11");
    const JwtTokens tokens{key, std::make_shared<MemoryStore>(), options};
    App login{test::settings()};
    login.get<"/.well-known/jwks.json">(jwks(tokens.keys()));
    test::Client issuer{std::move(login)};
    const auto shown = issuer.get("/.well-known/jwks.json");
    CHECK(shown.header("Content-Type") == "application/jwk-set+json");
    CHECK(shown.header("Cache-Control") == "public, max-age=300");
    CHECK_FALSE(shown.json()["keys"][0].contains("d"));

    std::string text = "no keys yet";
    FetchedKeysOptions fetching;
    fetching.clock = clock;
    const auto keys = std::make_shared<FetchedKeys>([&text]() -> Task<std::string> { co_return text; }, fetching);
    test::Client shop{app_for(JwtAuth{JwtVerifier{keys, {.issuers = {"https://login.example"}, .audiences = {"shop"}}, clock}})};
    User user;
    user.id = "7";
    user.roles = {"editor"};
    const std::string token = tokens.issue(user).access;
    CHECK(with_token(shop, token).status() == Status::service_unavailable);
    CHECK(shop.get("/open").json() == "nobody");
    text = shown.body();
    clock->advance(30s);
    CHECK(with_token(shop, token).json() == "7 editor");
    check_refused(shop, token_with(R"({"alg":"HS256","kid":"2026-11"})", good_payload));
    clock->advance(5min);
    check_refused(shop, token, "Token is expired");
}

namespace {

/** An app that hands out tokens to whoever gives a name, and has the endpoints for the rest. */
App token_app(const TokenDesk& desk) {
    App app{test::settings()};
    app.own(JwtTokens{desk.tokens});
    app.authenticate(JwtAuth{desk.tokens});
    app.permit(is_authenticated);
    app.post<"/token">([](Query<"name", std::string> name, Inject<JwtTokens> tokens) {
           User user;
           user.id = *name;
           return tokens->issue(user);
       }).authenticate(none).permit(none).status(Status::ok);
    app.mount<"/token", JwtController>();
    app.get<"/members">(&who_asks);
    return app;
}

/** The answer to a token that is wrong, as clients of djangorestframework-simplejwt know it. */
void check_wrong(const test::Response& answer, std::string_view detail) {
    CHECK(answer.status() == Status::unauthorized);
    CHECK(answer.json()["detail"] == detail);
    CHECK(answer.json()["code"] == "token_not_valid");
    CHECK(answer.header("WWW-Authenticate") == "Bearer realm=\"api\", error=\"invalid_token\", error_description=\"" + std::string{detail} + "\"");
}

}  // namespace

TEST_CASE("a client obtains a pair, asks by it, renews it once, and gives it up", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{token_app(desk)};
    const Json first = client.post("/token?name=ann").json();
    CHECK(with_token(client, first["access"].get<std::string>()).json() == "ann");
    desk.clock->advance(5min);
    CHECK(with_token(client, first["access"].get<std::string>()).status() == Status::unauthorized);
    const auto renewed = client.post("/token/refresh", {{"refresh", first["refresh"]}});
    CHECK(renewed.status() == Status::ok);
    const Json second = renewed.json();
    CHECK(second.size() == 2);
    CHECK(with_token(client, second["access"].get<std::string>()).json() == "ann");
    check_wrong(client.post("/token/refresh", {{"refresh", first["refresh"]}}), "Token is blacklisted");
    const auto given_up = client.post("/token/blacklist", {{"refresh", second["refresh"]}});
    CHECK(given_up.status() == Status::ok);
    CHECK(given_up.body() == "{}");
    check_wrong(client.post("/token/refresh", {{"refresh", second["refresh"]}}), "Token is blacklisted");
    check_wrong(client.post("/token/blacklist", {{"refresh", second["refresh"]}}), "Token is blacklisted");
}

TEST_CASE("a wrong token is told what is wrong with it by every endpoint", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{token_app(desk)};
    const Json pair = client.post("/token?name=ann").json();
    check_wrong(client.post("/token/refresh", {{"refresh", "x"}}), "Token is invalid");
    check_wrong(client.post("/token/refresh", {{"refresh", pair["access"]}}), "Token has wrong type");
    check_wrong(client.post("/token/blacklist", {{"refresh", pair["access"]}}), "Token has wrong type");
    check_wrong(client.post("/token/slide", {{"token", pair["access"]}}), "Token has wrong type");
    check_wrong(client.post("/token/verify", {{"token", std::string(9'000, 'x')}}), "Token is invalid");
    check_wrong(client.post("/token/refresh", {{"refresh", token_with(R"({"alg":"none"})", good_payload)}}), "Token is invalid");
    desk.clock->advance(24h);
    check_wrong(client.post("/token/refresh", {{"refresh", pair["refresh"]}}), "Token is expired");
    for (const auto* target : {"/token/refresh", "/token/verify", "/token/blacklist", "/token/slide"}) {
        CHECK(client.post(target, Json::object()).status() == Status::bad_request);
        CHECK(client.get(target).status() == Status::method_not_allowed);
    }
}

TEST_CASE("tokens of any type are verified, and a blacklisted one is wrong input", "[pipeline]") {
    const TokenDesk desk;
    App app = token_app(desk);
    app.error_format(ErrorFormat::drf());
    test::Client client{std::move(app)};
    const Json pair = client.post("/token?name=ann").json();
    for (const auto* type : {"access", "refresh"}) {
        const auto verified = client.post("/token/verify", {{"token", pair[type]}});
        CHECK(verified.status() == Status::ok);
        CHECK(verified.body() == "{}");
    }
    client.post("/token/blacklist", {{"refresh", pair["refresh"]}});
    const auto blacklisted = client.post("/token/verify", {{"token", pair["refresh"]}});
    CHECK(blacklisted.status() == Status::bad_request);
    CHECK(blacklisted.json() == Json::parse(R"({"non_field_errors":["Token is blacklisted"]})"));
    CHECK(client.post("/token/verify", {{"token", "x"}}).json()["detail"] == "Token is invalid");
}

TEST_CASE("refresh tokens that do not rotate are not sent again", "[pipeline]") {
    const TokenDesk desk{{.rotate = false}};
    test::Client client{token_app(desk)};
    const Json pair = client.post("/token?name=ann").json();
    for (int i = 0; i < 2; ++i) {
        const Json renewed = client.post("/token/refresh", {{"refresh", pair["refresh"]}}).json();
        CHECK(renewed.size() == 1);
        CHECK(with_token(client, renewed["access"].get<std::string>()).json() == "ann");
    }
}

TEST_CASE("a sliding token is renewed by its endpoint", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{token_app(desk)};
    User user;
    user.id = "7";
    const std::string token = desk.tokens.issue_sliding(user);
    desk.clock->advance(4min);
    const auto slid = client.post("/token/slide", {{"token", token}});
    CHECK(slid.status() == Status::ok);
    desk.clock->advance(4min);
    CHECK(sync_wait(desk.tokens.verify(slid.json()["token"].get<std::string>(), JwtTokenType::sliding)));
}

TEST_CASE("a wrong token in the header keeps nobody from renewing", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{token_app(desk)};
    const Json pair = client.post("/token?name=ann").json();
    client.headers().set("Authorization", "Bearer " + pair["access"].get<std::string>());
    desk.clock->advance(5min);
    CHECK(client.get("/members").status() == Status::unauthorized);
    CHECK(client.post("/token/refresh", {{"refresh", pair["refresh"]}}).status() == Status::ok);
}

TEST_CASE("while the store fails, tokens are neither renewed nor given up", "[pipeline]") {
    const JwtTokens tokens{app_key(), std::make_shared<test::LostStore>()};
    App app{test::settings()};
    app.own(JwtTokens{tokens});
    app.mount<"/token", JwtController>();
    test::Client client{std::move(app)};
    const std::string refresh = tokens.issue(JwtClaims{}).refresh;
    for (const auto* target : {"/token/refresh", "/token/blacklist"}) {
        const auto answer = client.post(target, {{"refresh", refresh}});
        CHECK(answer.status() == Status::service_unavailable);
        CHECK(answer.header("Retry-After") == "1");
    }
}

TEST_CASE("the endpoints of tokens are documented, and need what the app owns", "[pipeline]") {
    const TokenDesk desk;
    test::Client client{token_app(desk)};
    const Json document = client.get("/openapi.json").json();
    const Json& refresh = document["paths"]["/token/refresh"]["post"];
    CHECK(refresh["tags"] == Json{"tokens"});
    CHECK(refresh["requestBody"]["content"]["application/json"]["schema"]["$ref"] == "#/components/schemas/JwtRefreshBody");
    for (const auto* status : {"200", "400", "401"}) CHECK(refresh["responses"].contains(status));
    CHECK(refresh["security"].empty());   // whatever the app says around it
    CHECK(document["components"]["schemas"]["JwtPair"]["properties"].contains("refresh"));
    App without{test::settings()};
    without.mount<"/token", JwtController>();
    CHECK_THROWS_WITH(without.build(), Catch::Contains("JwtTokens"));
}
