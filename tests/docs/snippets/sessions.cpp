#include <catch2/catch.hpp>

#include <serval/accounts.hpp>
#include <serval/middleware/csrf.hpp>
#include <serval/testing.hpp>

#include <map>

using namespace serval;

namespace {

/** Who knows their name knows their password, too. */
std::optional<User> log_in(std::string_view name) {
    if (name.empty()) return std::nullopt;
    return User{.id = std::string{name}, .name = std::string{name}};
}

// [tokens]
struct Receipt {
    std::string token;
};

Task<Receipt> enter(Path<"name"> name, Inject<OpaqueTokens> tokens) {
    const std::optional<User> user = log_in(*name);
    if (!user.has_value()) throw AuthenticationFailed{};
    std::string token = co_await tokens->issue(*user);
    co_return Receipt(std::move(token));   // shown once
}

Task<NoContent> leave(const Request& request, Inject<OpaqueTokens> tokens) {
    if (const auto token = token_of(request)) co_await tokens->revoke(*token);
    co_return NoContent();
}

Task<NoContent> leave_everywhere(CurrentUser who, Inject<OpaqueTokens> tokens) {
    co_await tokens->revoke_all(who->id);
    co_return NoContent();
}

App notes(Settings settings, std::shared_ptr<SharedStore> store) {
    App app{std::move(settings)};
    const OpaqueTokens& tokens = app.own(OpaqueTokens{std::move(store)});
    app.authenticate(TokenAuth{tokens}).permit(is_authenticated);
    app.post<"/login/{name}">(enter).authenticate(none).permit(none);
    app.post<"/logout">(leave);
    app.post<"/logout-all">(leave_everywhere);
    app.get<"/notes">([](CurrentUser who) { return "Notes of " + who->name + "."; });
    return app;
}
// [/tokens]

// [keys]
/** Partners, by the digest of their key. */
struct Partners {
    std::map<std::string, User, std::less<>> by_digest;

    std::optional<User> find(std::string_view key) const {
        const auto found = by_digest.find(token_digest(key));
        return found != by_digest.end() ? std::optional{found->second} : std::nullopt;
    }
};

App feed(Settings settings, Partners partners) {
    App app{std::move(settings)};
    const Partners& known = app.own(std::move(partners));
    app.authenticate(ApiKeyAuth{ApiKeyAuth::Place::header, "X-Api-Key", [&known](std::string_view key) { return known.find(key); }});
    app.permit(is_authenticated);
    app.get<"/feed">([](CurrentUser who) { return "For " + who->name + "."; });
    return app;
}
// [/keys]

// [session]
struct Cart {
    std::vector<int> items;
};

Cart add_item(Path<"id", int> id, CurrentSession session) {
    Cart cart = session->get<Cart>("cart").value_or(Cart{});
    cart.items.push_back(*id);
    session->set("cart", cart);
    return cart;
}

App shop(Settings settings, std::shared_ptr<SharedStore> store) {
    App app{std::move(settings)};
    const Sessions& sessions = app.own(Sessions{std::move(store)});
    app.use(csrf({.only_with = {sessions.cookie()}})).use(sessions.middleware());
    app.authenticate(SessionAuth{sessions});

    app.post<"/cart/{id}">(add_item);
    app.post<"/login/{name}">([](Path<"name"> name, CurrentSession session) {
        const std::optional<User> user = log_in(*name);
        if (!user.has_value()) throw AuthenticationFailed{};
        session->log_in(*user);   // the cart stays, under a new key
    });
    app.post<"/logout">([](CurrentSession session) { session->log_out(); });
    app.get<"/orders">([](CurrentUser who) { return "Orders of " + who->name + "."; });
    return app;
}
// [/session]

}  // namespace

TEST_CASE("whoever logs in asks by an opaque token until it is ended", "[docs]") {
    test::Client client{notes(test::settings(), std::make_shared<MemoryStore>())};
    const std::string here = client.post("/login/ann", Json{}).json()["token"];
    const std::string there = client.post("/login/ann", Json{}).json()["token"];
    const auto ask = [&](Method method, std::string_view path, const std::string& token) {
        return client.request(method, path).header("Authorization", "Bearer " + token).send();
    };
    CHECK(ask(Method::get, "/notes", here).body() == "\"Notes of ann.\"");
    CHECK(ask(Method::post, "/logout", here).status() == Status::no_content);
    CHECK(ask(Method::get, "/notes", here).status() == Status::unauthorized);
    CHECK(ask(Method::post, "/logout-all", there).status() == Status::no_content);
    CHECK(ask(Method::get, "/notes", there).status() == Status::unauthorized);
}

TEST_CASE("a partner asks by a key", "[docs]") {
    test::Client client{feed(test::settings(), Partners{{{token_digest("k-1"), User{.id = "1", .name = "Corner Books"}}}})};
    CHECK(client.request(Method::get, "/feed").header("X-Api-Key", "k-1").send().body() == "\"For Corner Books.\"");
    CHECK(client.get("/feed").status() == Status::forbidden);
}

TEST_CASE("a browser has a session", "[docs]") {
    test::Client client{shop(test::settings(), std::make_shared<MemoryStore>())};
    client.post("/cart/7", Json{});
    CHECK(client.get("/orders").status() == Status::forbidden);
    CHECK(client.post("/login/ann", Json{}).status() == Status::no_content);
    CHECK(client.post("/cart/8", Json{}).json()["items"] == Json{7, 8});
    CHECK(client.get("/orders").body() == "\"Orders of ann.\"");
    CHECK(client.post("/logout", Json{}).status() == Status::no_content);
    CHECK(client.get("/orders").status() == Status::forbidden);
}
