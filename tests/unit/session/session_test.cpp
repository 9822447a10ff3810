#include <catch2/catch.hpp>

#include <serval/middleware/csrf.hpp>
#include <serval/serval.hpp>
#include <serval/session/current_session.hpp>
#include <serval/session/session_auth.hpp>
#include <serval/session/sessions.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

#include "mistakes.hpp"

#include <atomic>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Cart {
    std::vector<int> items;
    std::string note;
};

/** An app with sessions, in a store that can be looked at and lost. */
class Shop {
public:
    explicit Shop(bool is_guarded = false) : sessions_{store_, {.life = 1000s, .clock = clock_}}, client_{make_app(is_guarded)} {
        clock_->freeze();
        store_->use_clock(clock_);
        client_.render_errors();
    }

    test::Client& client() { return client_; }
    Sessions& sessions() { return sessions_; }
    test::Clock& clock() { return *clock_; }
    std::shared_ptr<MemoryStore> store() { return store_; }

    /** What a browser sends that comes for the first time. */
    test::Response post(std::string_view path) {
        client_.cookies().clear();
        return client_.request(Method::post, path).send();
    }
    /** What one sends with `key` for its session's. */
    test::Response ask(Method method, std::string_view path, const std::string& key) {
        client_.cookies().clear();
        return client_.request(method, path).header("Cookie", sessions_.cookie() + "=" + key).send();
    }

private:
    App make_app(bool is_guarded) {
        App app{test::settings()};
        if (is_guarded) app.use(csrf({.only_with = {sessions_.cookie()}}));
        app.use(sessions_.middleware());
        app.authenticate(SessionAuth{sessions_}.lookup([this](const User& user) { return is_closed_ ? std::nullopt : std::optional{user}; }));
        app.post<"/cart/{item}">([](Path<"item", int> item, CurrentSession session) {
            Cart cart = session->get<Cart>("cart").value_or(Cart{});
            cart.items.push_back(*item);
            session->set("cart", cart);
            return cart.items.size();
        });
        app.get<"/cart">([](CurrentSession session) { return session->get<Cart>("cart"); });
        app.delete_<"/cart">([](CurrentSession session) { session->erase("cart"); });
        app.post<"/login/{name}">([](Path<"name"> name, CurrentSession session) { session->log_in(User{.id = *name, .name = *name, .roles = {"reader"}}); });
        app.post<"/logout">([](CurrentSession session) { session->log_out(); });
        app.get<"/me">([](CurrentUser who) { return who->name; });
        app.post<"/fails">([](CurrentSession session) -> NoContent {
            session->set("cart", Cart{});
            throw std::runtime_error{"on purpose"};
        });
        return app;
    }

protected:
    std::shared_ptr<test::Clock> clock_ = std::make_shared<test::Clock>();
    std::shared_ptr<MemoryStore> store_ = std::make_shared<MemoryStore>();
    Sessions sessions_;
    std::atomic<bool> is_closed_ = false;
    test::Client client_;

public:
    void close_accounts() { is_closed_ = true; }
};

/** The session's key in a Set-Cookie; empty where there is none. */
std::string key_in(const test::Response& response) {
    const std::string line = response.header("Set-Cookie");
    const auto begin = line.find('=') + 1;
    return line.empty() ? std::string{} : line.substr(begin, line.find(';') - begin);
}

}  // namespace

TEST_CASE("what a session is given is there at the next request", "[session]") {
    Shop shop;
    const auto first = shop.post("/cart/7");
    for (const char* const attribute : {"; Max-Age=1000", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"}) {
        CHECK(first.header("Set-Cookie").find(attribute) != std::string::npos);
    }
    CHECK(first.header("Vary").find("Cookie") != std::string::npos);
    const std::string key = key_in(first);
    CHECK(key.size() == 43);
    CHECK(shop.ask(Method::post, "/cart/8", key).body() == "2");
    const auto cart = shop.ask(Method::get, "/cart", key);
    CHECK(cart.json()["items"] == Json{7, 8});
    CHECK(cart.json()["note"] == "");
    CHECK(cart.header("Set-Cookie").empty());
}

TEST_CASE("a session with nothing in it is not kept", "[session]") {
    Shop shop;
    CHECK(shop.client().get("/cart").header("Set-Cookie").empty());
    const std::string key = key_in(shop.post("/cart/7"));
    const auto emptied = shop.ask(Method::delete_, "/cart", key);
    CHECK(emptied.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(shop.ask(Method::get, "/cart", key).status() == Status::not_found);
}

TEST_CASE("a key that nobody was given is not taken over", "[session]") {
    Shop shop;
    const auto response = shop.ask(Method::post, "/cart/7", "chosen-by-somebody-else");
    CHECK(response.body() == "1");
    CHECK(key_in(response) != "chosen-by-somebody-else");
    CHECK(shop.ask(Method::get, "/cart", "chosen-by-somebody-else").status() == Status::not_found);
}

TEST_CASE("whoever logs in has a new key, and what they had", "[session]") {
    Shop shop;
    const std::string before = key_in(shop.post("/cart/7"));
    CHECK(shop.ask(Method::get, "/me", before).status() == Status::forbidden);
    const std::string after = key_in(shop.ask(Method::post, "/login/ann", before));
    CHECK(after.size() == 43);
    CHECK(after != before);
    CHECK(shop.ask(Method::get, "/me", after).body() == "\"ann\"");
    CHECK(shop.ask(Method::get, "/cart", after).json()["items"] == Json{7});
    CHECK(shop.ask(Method::get, "/me", before).status() == Status::forbidden);
    CHECK(shop.ask(Method::get, "/cart", before).status() == Status::not_found);
}

TEST_CASE("whoever logs out leaves nothing", "[session]") {
    Shop shop;
    const std::string key = key_in(shop.post("/login/ann"));
    const auto out = shop.ask(Method::post, "/logout", key);
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(shop.ask(Method::get, "/me", key).status() == Status::forbidden);
}

TEST_CASE("a user can be logged out everywhere", "[session]") {
    Shop shop;
    const std::string here = key_in(shop.post("/login/ann"));
    const std::string there = key_in(shop.post("/login/ann"));
    const std::string other = key_in(shop.post("/login/bob"));
    sync_wait(shop.sessions().end_all("ann"));
    CHECK(shop.ask(Method::get, "/me", here).status() == Status::forbidden);
    CHECK(shop.ask(Method::get, "/me", there).status() == Status::forbidden);
    CHECK(shop.ask(Method::get, "/me", other).status() == Status::ok);
    shop.clock().advance(1s);
    const std::string again = key_in(shop.post("/login/ann"));
    CHECK(shop.ask(Method::get, "/me", again).status() == Status::ok);
}

TEST_CASE("a session ends when nobody uses it, and is renewed while somebody does", "[session]") {
    Shop shop;
    const std::string key = key_in(shop.post("/cart/7"));
    shop.clock().advance(499s);
    CHECK(shop.ask(Method::get, "/cart", key).header("Set-Cookie").empty());
    shop.clock().advance(1s);
    CHECK(key_in(shop.ask(Method::get, "/cart", key)) == key);
    shop.clock().advance(999s);
    CHECK(shop.ask(Method::get, "/cart", key).status() == Status::ok);
    shop.clock().advance(1000s);
    CHECK(shop.ask(Method::get, "/cart", key).status() == Status::not_found);
}

TEST_CASE("who an account is closed for is not known any more", "[session]") {
    Shop shop;
    const std::string key = key_in(shop.post("/login/ann"));
    shop.close_accounts();
    CHECK(shop.ask(Method::get, "/me", key).status() == Status::forbidden);
}

TEST_CASE("nothing is kept of what ended in a server error", "[session]") {
    Shop shop;
    const auto response = shop.post("/fails");
    CHECK(response.status() == Status::internal_server_error);
    CHECK(response.header("Set-Cookie").empty());
}

TEST_CASE("a store that does not know what it keeps is out of order", "[session]") {
    Shop shop;
    const std::string key = key_in(shop.post("/cart/7"));
    sync_wait(shop.store()->set("session:" + token_digest(key), "{}", 60s));
    const auto response = shop.ask(Method::get, "/cart", key);
    CHECK(response.status() == Status::service_unavailable);
    CHECK(response.header("Retry-After") == "1");
}

TEST_CASE("with csrf beside them, sessions are not ridden by other sites", "[session]") {
    Shop shop{true};
    test::Client& client = shop.client();
    client.enforce_csrf();
    const auto from = [&](std::string_view origin, std::string_view path) { return client.request(Method::post, path).header("Origin", origin).send().status(); };
    CHECK(from("https://evil.example", "/login/ann") == Status::forbidden);   // nobody is logged in as somebody else
    CHECK(shop.post("/login/ann").status() == Status::no_content);   // a program, without a cookie
    const std::string key = key_in(shop.post("/login/ann"));
    CHECK(shop.ask(Method::post, "/cart/7", key).status() == Status::forbidden);
    CHECK(shop.ask(Method::get, "/me", key).status() == Status::ok);
    const std::string token = std::string(64, 'a');
    client.cookies().clear();
    const auto guarded = client.request(Method::post, "/cart/7")
                             .header("Cookie", shop.sessions().cookie() + "=" + key + "; __Host-csrftoken=" + token)
                             .header("X-CSRFToken", token)
                             .send();
    CHECK(guarded.status() == Status::created);
}

TEST_CASE("sessions that are asked for and not there are a mistake that is told when the app is built", "[session]") {
    App app{test::settings()};
    app.authenticate(SessionAuth{Sessions{std::make_shared<MemoryStore>()}});
    app.get<"/me">([] { return 1; });
    CHECK(test::mistakes_of(app) == std::vector<std::string>{
        "GET /me authenticates by \"session\", but the middleware \"sessions\" is not there: call .use(…) on the app or the group"});
}

TEST_CASE("sessions that could not work are a mistake of the program", "[session]") {
    const auto store = std::make_shared<MemoryStore>();
    CHECK_THROWS_AS(Sessions{nullptr}, std::invalid_argument);
    CHECK_THROWS_AS((Sessions{store, {.life = 0s}}), std::invalid_argument);
    CHECK_THROWS_AS((Sessions{store, {.secure = false}}), std::invalid_argument);
    CHECK((Sessions{store, {.cookie = "sessionid", .secure = false}}).cookie() == "sessionid");
}

TEST_CASE("a session is documented as a cookie", "[session]") {
    Shop shop;
    const auto schemes = shop.client().get("/openapi.json").json()["components"]["securitySchemes"];
    CHECK(schemes["session"] == Json{{"type", "apiKey"}, {"name", "__Host-sessionid"}, {"in", "cookie"}});
}
