#include <algorithm>

#include <catch2/catch.hpp>

#include <serval/accounts.hpp>
#include <serval/testing.hpp>

#include "unit/jose/made_keys.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

// [accounts]
struct Member {
    std::string name;
    std::string password_hash;   // of hash_password
    std::vector<std::string> roles;
};

class Members {
public:
    explicit Members(std::vector<Member> members) : members_{std::move(members)} {}

    /** The user of that name, if it is their password; takes as long for names that there are not. */
    [[nodiscard]] std::optional<User> log_in(std::string_view name, std::string_view password) const {
        const Member* const member = find(name);
        if (!verify_password(password, member != nullptr ? member->password_hash : "")) return std::nullopt;
        return user(*member);
    }
    [[nodiscard]] std::optional<User> user_called(std::string_view name) const {
        const Member* const member = find(name);
        return member != nullptr ? std::optional{user(*member)} : std::nullopt;
    }

private:
    [[nodiscard]] const Member* find(std::string_view name) const {
        for (const Member& member : members_) {
            if (member.name == name) return &member;
        }
        return nullptr;
    }
    static User user(const Member& member) {
        User user;
        user.id = user.name = member.name;
        user.roles = member.roles;
        return user;
    }

    std::vector<Member> members_;
};
// [/accounts]

Members some_members() {
    static const std::string hash = hash_password("bookworm");
    return Members{{{"ann", hash, {"editor"}}, {"bob", hash, {}}}};
}

// [basic]
App letters(Settings settings, Members members) {
    App app{std::move(settings)};
    const Members& known = app.own(std::move(members));
    app.authenticate(BasicAuth{[&known](std::string_view name, std::string_view password) { return known.log_in(name, password); }}
                         .blocking()         // a password takes its time: not on the loop
                         .remember(60s));    // and not with every request
    app.permit(is_authenticated);

    app.get<"/letters">([](CurrentUser who) { return "Letters of " + who->name + "."; });
    return app;
}
// [/basic]

// [login]
struct Login {
    std::string username;
    std::string password;
};

/** Hands out tokens to whoever knows the password of a member. */
class LoginController {
public:
    LoginController(Members& members, JwtTokens& tokens) : members_{members}, tokens_{tokens} {}

    static void routes(Routes<LoginController>& r) {
        r.post<"">(&LoginController::log_in).blocking().status(Status::ok).authenticate(none).permit(none).throttle(throttle::anonymous("10/min"));
    }

    OneOf<JwtPair, CredentialsRefused> log_in(Body<Login> login) {
        const auto user = members_.log_in(login->username, login->password);
        if (!user.has_value()) return CredentialsRefused{};
        return tokens_.issue(*user);
    }

private:
    Members& members_;
    JwtTokens& tokens_;
};
// [/login]

// [jwt]
App books(Settings settings, Members members) {
    App app{std::move(settings)};
    const auto store = std::make_shared<MemoryStore>();   // where several processes serve the API: a RedisStore
    app.store_in(store);
    app.own(std::move(members));

    const auto key = JwsKey::from_secret(JwsAlgorithm::hs256, app.settings().secret_key);
    const JwtTokens& tokens = app.own(JwtTokens{key, store});
    app.authenticate(JwtAuth{tokens});
    app.permit(is_authenticated);

    app.mount<"/token", LoginController>();   // POST /token
    app.mount<"/token", JwtController>();     // POST /token/refresh, /token/verify, /token/blacklist, /token/slide
    app.get<"/books">([](CurrentUser who) { return "Books of " + who->name + "."; });
    return app;
}
// [/jwt]

// [roles]
const Permission is_editor = has_role("editor");

/** Whose books: a claim of the application's own. */
std::string shelf_of(CurrentUser who) {
    const auto* const claims = who->own.get<JwtClaims>();
    return claims->custom.get<std::string>("shelf").value_or("none");
}
// [/roles]

// [renew]
/** At each refresh: the roles that the member has by now; nothing for one that is gone. */
JwtOptions up_to_date(const Members& members) {
    JwtOptions options;
    options.renew = [&members](const JwtClaims& claims) -> Task<std::optional<JwtClaims>> {
        const auto user = members.user_called(claims.subject);
        if (!user.has_value()) co_return std::nullopt;
        co_return claims_of(*user);
    };
    return options;
}
// [/renew]

// [lookup]
/** With each request: asks whether there is still such a member. */
JwtAuth asking(const JwtTokens& tokens, const Members& members) {
    return JwtAuth{tokens}.lookup([&members](const JwtClaims& claims) {
        if (claims.subject == "bob") throw AuthenticationFailed{"User is inactive", "user_inactive"};
        return members.user_called(claims.subject);
    });
}
// [/lookup]

// [cookie]
void take_both(App& app, const JwtTokens& tokens) {
    app.authenticate(JwtAuth{tokens}, JwtAuth{tokens}.cookie("access_token"));
}

Reply<NoContent> with_cookie(const JwtPair& pair) {
    return Reply{NoContent{}}.cookie({.name = "access_token", .value = pair.access, .max_age = 5 * 60, .secure = true});
}
// [/cookie]

// [keys]
/** Signs by the first key, and still believes what the second has signed. */
JwtTokens with_new_key(std::string_view pem, std::string_view old_pem, std::shared_ptr<SharedStore> store) {
    const auto key = JwsKey::from_pem(JwsAlgorithm::es256, pem, "2026-12");
    const auto old_key = JwsKey::from_pem(JwsAlgorithm::es256, old_pem, "2026-11");
    return JwtTokens{JwsKeySet{{key, old_key}}, std::move(store), {.issuer = "https://login.example", .audience = {"shop"}}};
}

void show_keys(App& app, const JwtTokens& tokens) {
    app.get<"/.well-known/jwks.json">(jwks(tokens.keys())).authenticate(none).permit(none);
}
// [/keys]

// [others]
/** @param download  Gives the text at an address; on a worker, since it holds its thread. */
App shop(Settings settings, std::string (*download)(std::string_view address)) {
    App app{std::move(settings)};
    FetchedKeysOptions options;
    options.log = app.log();
    const auto keys = std::make_shared<FetchedKeys>([download] { return download("https://login.example/.well-known/jwks.json"); }, options);
    app.authenticate(JwtAuth{JwtVerifier{keys, {.issuers = {"https://login.example"}, .audiences = {"shop"}}}});
    app.permit(is_authenticated);

    app.get<"/orders">([](CurrentUser who) { return "Orders of " + who->id + "."; });
    return app;
}
// [/others]

// [own]
/** Knows whoever sends a key of the store: `X-Session: …`. */
class StoredSessions final : public Authenticator {
public:
    explicit StoredSessions(std::shared_ptr<SharedStore> store) : store_{std::move(store)} {}

    Task<std::optional<User>> authenticate(Request& request) const override {
        const auto session = request.header("X-Session");
        if (!session.has_value()) co_return std::nullopt;   // none of this scheme: the next one is asked
        const std::string key = "session " + std::string{*session};
        const auto name = co_await store_->get(key);
        if (!name.has_value()) throw AuthenticationFailed{"The session is over."};
        User user;
        user.id = user.name = *name;
        co_return std::optional<User>(std::move(user));
    }
    SecurityScheme describe() const override {
        return {.name = "session", .type = "apiKey", .parameter = "X-Session", .place = "header"};
    }

private:
    std::shared_ptr<SharedStore> store_;
};
// [/own]

Settings with_secret() {
    Settings settings = test::settings();
    settings.secret_key = std::string(32, 's');
    return settings;
}

test::Response with_bearer(test::Client& client, const Json& token, std::string_view target) {
    return client.request(Method::get, target).header("Authorization", "Bearer " + token.get<std::string>()).send();
}

App intranet(Settings settings) {
    // [remote_user]
    App app{std::move(settings)};
    app.authenticate(RemoteUserAuth{{.proxies = {"10.0.0.5", "127.0.0.1"}, .user = "X-Remote-User", .groups = "X-Remote-Groups"}});
    app.get<"/salaries">([](CurrentUser who) { return "Salaries, for " + who->name + "."; }).permit(has_role("payroll"));
    // [/remote_user]
    return app;
}

}  // namespace

TEST_CASE("a name and a password come with each request", "[docs]") {
    test::Client client{letters(test::settings(), some_members())};
    CHECK(client.get("/letters").header("WWW-Authenticate") == "Basic realm=\"api\", charset=\"UTF-8\"");
    CHECK(client.credentials("ann", "bookworm").get("/letters").json() == "Letters of ann.");
    CHECK(client.credentials("ann", "wrong").get("/letters").status() == Status::unauthorized);
    CHECK(client.credentials("eve", "bookworm").get("/letters").status() == Status::unauthorized);
}

TEST_CASE("whoever logs in asks by an access token, and renews it by a refresh token", "[docs]") {
    test::Client client{books(with_secret(), some_members())};
    const auto refused = client.post("/token", {{"username", "ann"}, {"password", "wrong"}});
    CHECK(refused.status() == Status::unauthorized);
    CHECK(refused.header("WWW-Authenticate") == "Bearer realm=\"api\"");
    CHECK(refused.json()["code"] == "no_active_account");
    const Json pair = client.post("/token", {{"username", "ann"}, {"password", "bookworm"}}).json();
    CHECK(with_bearer(client, pair["access"], "/books").json() == "Books of ann.");
    CHECK(with_bearer(client, pair["refresh"], "/books").status() == Status::unauthorized);
    CHECK(client.get("/books").header("WWW-Authenticate") == "Bearer realm=\"api\"");
    const Json next = client.post("/token/refresh", {{"refresh", pair["refresh"]}}).json();
    CHECK(with_bearer(client, next["access"], "/books").json() == "Books of ann.");
    CHECK(client.post("/token/refresh", {{"refresh", pair["refresh"]}}).json()["detail"] == "Token is blacklisted");
}

TEST_CASE("claims are roles for permissions, and what else the application wants", "[docs]") {
    const auto store = std::make_shared<MemoryStore>();
    const JwtTokens tokens{JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 's')), store};
    App app{test::settings()};
    app.authenticate(JwtAuth{tokens});
    app.get<"/edit">([] { return "x"; }).permit(is_editor);
    app.get<"/shelf">(&shelf_of);
    test::Client client{std::move(app)};
    JwtClaims claims = claims_of(some_members().user_called("ann").value());
    claims.custom.set("shelf", "upper");
    CHECK(with_bearer(client, tokens.issue(claims).access, "/edit").status() == Status::ok);
    CHECK(with_bearer(client, tokens.issue(claims).access, "/shelf").json() == "upper");
    CHECK(with_bearer(client, tokens.issue(some_members().user_called("bob").value()).access, "/edit").status() == Status::forbidden);
}

TEST_CASE("a refresh and a request may ask what has become of a member", "[docs]") {
    const Members members = some_members();
    const auto store = std::make_shared<MemoryStore>();
    const JwtTokens tokens{JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 's')), store, up_to_date(members)};
    JwtClaims ann;
    ann.subject = "ann";
    JwtClaims eve;
    eve.subject = "eve";
    App app{test::settings()};
    app.own(JwtTokens{tokens});
    app.authenticate(asking(tokens, members));
    app.mount<"/token", JwtController>();
    app.get<"/edit">([] { return "x"; }).permit(is_editor);
    test::Client client{std::move(app)};
    const Json next = client.post("/token/refresh", {{"refresh", tokens.issue(ann).refresh}}).json();
    CHECK(with_bearer(client, next["access"], "/edit").status() == Status::ok);
    CHECK(client.post("/token/refresh", {{"refresh", tokens.issue(eve).refresh}}).json()["code"] == "user_not_found");
    CHECK(with_bearer(client, tokens.issue(eve).access, "/edit").json()["code"] == "user_not_found");
    JwtClaims bob;
    bob.subject = "bob";
    CHECK(with_bearer(client, tokens.issue(bob).access, "/edit").json()["code"] == "user_inactive");
}

TEST_CASE("a browser may keep the token in a cookie", "[docs]") {
    const auto store = std::make_shared<MemoryStore>();
    const JwtTokens tokens{JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 's')), store};
    JwtClaims ann;
    ann.subject = "ann";
    App app{test::settings()};
    take_both(app, tokens);
    app.post<"/cookie">([&tokens, ann] { return with_cookie(tokens.issue(ann)); });
    app.get<"/me">([](CurrentUser who) { return who->id; });
    test::Client client{std::move(app)};
    const auto set = client.post("/cookie").header("Set-Cookie");
    CHECK_THAT(set, Catch::Contains("HttpOnly") && Catch::Contains("SameSite=Lax") && Catch::Contains("Secure"));
    const std::string cookie = set.substr(0, set.find(';'));
    CHECK(client.request(Method::get, "/me").header("Cookie", cookie).send().json() == "ann");
    CHECK(with_bearer(client, tokens.issue(ann).access, "/me").json() == "ann");
}

TEST_CASE("one service shows its keys, and another believes its tokens by them", "[docs]") {
    const auto store = std::make_shared<MemoryStore>();
    const std::string pem = test::make_key_pair(JwsAlgorithm::es256).private_pem;
    const std::string old_pem = test::make_key_pair(JwsAlgorithm::es256).private_pem;
    const JwtTokens tokens = with_new_key(pem, old_pem, store);
    App login{test::settings()};
    show_keys(login, tokens);
    static std::string shown;
    shown = test::Client{std::move(login)}.get("/.well-known/jwks.json").body();
    CHECK(shown.find("2026-11") != std::string::npos);
    test::Client client{shop(test::settings(), [](std::string_view) { return shown; })};
    JwtClaims ann;
    ann.subject = "ann";
    CHECK(with_bearer(client, tokens.issue(ann).access, "/orders").json() == "Orders of ann.");
}

TEST_CASE("an authenticator of one's own may wait for a store", "[docs]") {
    const auto store = std::make_shared<MemoryStore>();
    App app{test::settings()};
    app.store_in(store);
    app.authenticate(StoredSessions{store});
    app.post<"/sessions/{key}">([](Path<"key", std::string> key, Inject<SharedStore> sessions) -> Task<> {
        const std::string name = "session " + *key;
        co_await sessions->set(name, "ann", 1h);
    });
    app.get<"/me">([](CurrentUser who) { return who->name; });
    test::Client client{std::move(app)};
    client.post("/sessions/k");
    CHECK(client.request(Method::get, "/me").header("X-Session", "k").send().json() == "ann");
    CHECK(client.request(Method::get, "/me").header("X-Session", "other").send().json()["detail"] == "The session is over.");
}

TEST_CASE("a proxy may say who asks", "[docs]") {
    test::Client client{intranet(test::settings())};
    const auto ask = [&](std::string_view groups) {
        return client.request(Method::get, "/salaries").header("X-Remote-User", "ann").header("X-Remote-Groups", groups).send();
    };
    CHECK(ask("sales, payroll").json() == "Salaries, for ann.");
    CHECK(ask("sales").status() == Status::forbidden);
}
