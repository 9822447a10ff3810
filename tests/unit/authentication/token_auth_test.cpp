#include <catch2/catch.hpp>

#include <serval/authentication/api_key_auth.hpp>
#include <serval/authentication/opaque_token.hpp>
#include <serval/authentication/token_auth.hpp>
#include <serval/serval.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

#include "lost_store.hpp"

#include <set>

using namespace serval;
using namespace std::chrono_literals;

namespace {

const User ann{.id = "7", .name = "ann", .is_staff = true, .roles = {"editor"}, .scopes = {"a", "b"}};

/** Tokens in a store that shows what it keeps. */
struct Kept {
    std::shared_ptr<test::Clock> clock = std::make_shared<test::Clock>();
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    OpaqueTokens tokens{store, {.life = 24h, .clock = clock}};

    Kept() {
        clock->freeze();
        store->use_clock(clock);
    }

    std::string issue(const User& user = ann) { return sync_wait(tokens.issue(user)); }
    std::optional<User> find(const std::string& token) { return sync_wait(tokens.find(token)); }
};

test::Client client_with(AuthenticatorPtr authenticator) {
    App app{test::settings()};
    app.authenticate(std::move(authenticator));
    app.get<"/me">([](CurrentUser who) { return who->name; });
    app.get<"/open">([] { return 1; });
    app.get<"/logged-in">([](const Request& request) { return token_of(request).value_or("none"); });
    return test::Client{std::move(app)};
}

test::Response ask(test::Client& client, std::string_view path, std::string_view name, std::string_view value) {
    return client.request(Method::get, path).header(name, value).send();
}

}  // namespace

TEST_CASE("a token stands for its user, who may have many", "[authentication]") {
    Kept kept;
    const std::string first = kept.issue();
    const std::string second = kept.issue();
    CHECK(first != second);
    CHECK(first.size() == 43);
    const auto user = kept.find(first);
    REQUIRE(user.has_value());
    CHECK(user->id == "7");
    CHECK(user->name == "ann");
    CHECK(user->is_staff);
    CHECK(user->roles == std::vector<std::string>{"editor"});
    CHECK(user->scopes == std::vector<std::string>{"a", "b"});
    CHECK(kept.find(second).has_value());
    CHECK_FALSE(kept.find("guessed").has_value());
    CHECK_FALSE(kept.find("").has_value());
}

TEST_CASE("a store learns no token", "[authentication]") {
    Kept kept;
    const std::string token = kept.issue();
    CHECK(sync_wait(kept.store->get("token:" + token_digest(token))).has_value());
    CHECK_FALSE(sync_wait(kept.store->get("token:" + token)).has_value());
    CHECK(token_digest(token).find(token) == std::string::npos);
    CHECK_FALSE(kept.find(token_digest(token)).has_value());
}

TEST_CASE("logging out ends one token, logging out everywhere all there are by then", "[authentication]") {
    Kept kept;
    const std::string first = kept.issue();
    const std::string second = kept.issue();
    const std::string other = kept.issue(User{.id = "8"});
    CHECK(sync_wait(kept.tokens.revoke(first)));
    CHECK_FALSE(sync_wait(kept.tokens.revoke(first)));
    CHECK_FALSE(kept.find(first).has_value());
    CHECK(kept.find(second).has_value());
    sync_wait(kept.tokens.revoke_all("7"));
    CHECK_FALSE(kept.find(second).has_value());
    CHECK(kept.find(other).has_value());
    kept.clock->advance(1s);
    const std::string third = kept.issue();
    CHECK(kept.find(third).has_value());
    kept.clock->advance(24h - 1s);   // of what was ended, nothing is left to be good again
    CHECK_FALSE(kept.find(second).has_value());
    CHECK(kept.find(third).has_value());
}

TEST_CASE("a token lives for its time", "[authentication]") {
    Kept kept;
    const std::string token = kept.issue();
    kept.clock->advance(24h - 1s);
    CHECK(kept.find(token).has_value());
    kept.clock->advance(1s);
    CHECK_FALSE(kept.find(token).has_value());
}

TEST_CASE("tokens that could not be kept are a mistake of the program", "[authentication]") {
    CHECK_THROWS_AS(OpaqueTokens{nullptr}, std::invalid_argument);
    CHECK_THROWS_AS((OpaqueTokens{std::make_shared<MemoryStore>(), {.life = 0s}}), std::invalid_argument);
    CHECK_THROWS_AS((TokenAuth{Kept{}.tokens, "To ken"}), std::invalid_argument);
    CHECK_THROWS_AS((TokenAuth{Kept{}.tokens, "Token", "a\"b"}), std::invalid_argument);
}

TEST_CASE("what the store keeps under a token's key and is none is the store's failure", "[authentication]") {
    Kept kept;
    for (const char* const text : {"", "{}", "[1]", R"({"id":7})"}) {
        sync_wait(kept.store->set("token:" + token_digest("t"), text, 60s));
        CHECK_THROWS_AS(kept.find("t"), StoreError);
    }
}

TEST_CASE("opaque tokens do not come twice", "[authentication]") {
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i) tokens.insert(new_opaque_token());
    CHECK(tokens.size() == 1000);
}

TEST_CASE("a token lets its user in", "[authentication]") {
    Kept kept;
    auto client = client_with(std::make_shared<TokenAuth>(kept.tokens));
    const std::string token = kept.issue();
    CHECK(ask(client, "/me", "Authorization", "Bearer " + token).body() == "\"ann\"");
    CHECK(ask(client, "/me", "Authorization", "bearer   " + token).body() == "\"ann\"");
    CHECK(ask(client, "/logged-in", "Authorization", "Bearer " + token).body() == "\"" + token + "\"");
    const auto nobody = client.get("/me");
    CHECK(nobody.status() == Status::unauthorized);
    CHECK(nobody.header("WWW-Authenticate") == "Bearer realm=\"api\"");
    CHECK(client.get("/open").status() == Status::ok);
    CHECK(ask(client, "/open", "Authorization", "Basic YTpi").status() == Status::ok);
}

TEST_CASE("a token that is not good is refused, also where nobody has to be known", "[authentication]") {
    Kept kept;
    auto client = client_with(std::make_shared<TokenAuth>(kept.tokens));
    const auto refused = ask(client, "/open", "Authorization", "Bearer guessed");
    CHECK(refused.status() == Status::unauthorized);
    CHECK(refused.json()["code"] == "authentication_failed");
    CHECK(refused.header("WWW-Authenticate") == "Bearer realm=\"api\", error=\"invalid_token\"");
    for (const char* const field : {"Bearer", "Bearer ", "Bearer a b"}) {
        CAPTURE(field);
        CHECK(ask(client, "/open", "Authorization", field).json()["code"] == "bad_authorization_header");
    }
}

TEST_CASE("another scheme's name is said in the challenge and in the documentation", "[authentication]") {
    Kept kept;
    auto client = client_with(std::make_shared<TokenAuth>(kept.tokens, "Token", "shop"));
    CHECK(ask(client, "/me", "Authorization", "Token " + kept.issue()).body() == "\"ann\"");
    CHECK(client.get("/me").header("WWW-Authenticate") == "Token realm=\"shop\"");
    CHECK(ask(client, "/me", "Authorization", "Bearer x").status() == Status::unauthorized);
    const auto schemes = client.get("/openapi.json").json()["components"]["securitySchemes"];
    CHECK(schemes["token"]["type"] == "apiKey");
    CHECK(schemes["token"]["name"] == "Authorization");
}

TEST_CASE("while the store is out of reach nobody is told that a token is wrong", "[authentication]") {
    auto client = client_with(std::make_shared<TokenAuth>(OpaqueTokens{std::make_shared<test::LostStore>()}));
    client.render_errors();
    const auto response = ask(client, "/open", "Authorization", "Bearer any");
    CHECK(response.status() == Status::service_unavailable);
    CHECK(response.header("Retry-After") == "1");
    CHECK(client.get("/open").status() == Status::ok);
}

namespace {

std::optional<User> holder(std::string_view key) {
    if (token_digest(key) != token_digest("k-1")) return std::nullopt;
    return ann;
}

Task<std::optional<User>> holder_later(std::string_view key) {
    co_await sleep_for(1ms);
    co_return holder(key);
}

AuthenticatorPtr keys_in(ApiKeyAuth::Place place, std::string name) { return std::make_shared<ApiKeyAuth>(place, std::move(name), &holder); }

}  // namespace

TEST_CASE("an API key is taken from where it is said to be", "[authentication]") {
    auto in_header = client_with(keys_in(ApiKeyAuth::Place::header, "X-Api-Key"));
    CHECK(ask(in_header, "/me", "x-api-key", "k-1").body() == "\"ann\"");
    auto in_query = client_with(keys_in(ApiKeyAuth::Place::query, "key"));
    CHECK(in_query.get("/me?key=k%2D1").body() == "\"ann\"");
    auto in_cookie = client_with(keys_in(ApiKeyAuth::Place::cookie, "key"));
    CHECK(ask(in_cookie, "/me", "Cookie", "a=b; key=k-1").body() == "\"ann\"");
    auto later = client_with(std::make_shared<ApiKeyAuth>(ApiKeyAuth::Place::header, "X-Api-Key", &holder_later));
    CHECK(ask(later, "/me", "X-Api-Key", "k-1").body() == "\"ann\"");
}

TEST_CASE("a wrong API key is refused, none is not", "[authentication]") {
    auto client = client_with(keys_in(ApiKeyAuth::Place::header, "X-Api-Key"));
    const auto refused = ask(client, "/open", "X-Api-Key", "k-2");
    CHECK(refused.status() == Status::forbidden);   // there is no challenge for a key
    CHECK(refused.json()["code"] == "authentication_failed");
    CHECK(client.get("/open").status() == Status::ok);
    CHECK(ask(client, "/open", "X-Api-Key", "").status() == Status::ok);
    CHECK(client.get("/me").status() == Status::forbidden);
}

TEST_CASE("an API key is documented where it is", "[authentication]") {
    auto client = client_with(keys_in(ApiKeyAuth::Place::cookie, "key"));
    const auto scheme = client.get("/openapi.json").json()["components"]["securitySchemes"]["api_key_cookie"];
    CHECK(scheme == Json{{"type", "apiKey"}, {"name", "key"}, {"in", "cookie"}});
}

TEST_CASE("an API key needs a name that can be one", "[authentication]") {
    CHECK_THROWS_AS((ApiKeyAuth{ApiKeyAuth::Place::header, "X Key", &holder}), std::invalid_argument);
    CHECK_THROWS_AS((ApiKeyAuth{ApiKeyAuth::Place::cookie, "", &holder}), std::invalid_argument);
    CHECK_THROWS_AS((ApiKeyAuth{ApiKeyAuth::Place::query, "", &holder}), std::invalid_argument);
}
