#include <catch2/catch.hpp>

#include <serval/middleware/csrf.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "mistakes.hpp"

using namespace serval;

namespace {

const std::string cookie_name = "__Host-csrftoken";

/** A bank that moves money for whoever brings the session cookie, as browsers do for every page that asks them to. */
App bank(bool is_guarded, CsrfOptions options = {}) {
    App app{test::settings()};
    app.use(forwarded({.proxies = {"127.0.0.1"}}));   // so that tests can come over TLS
    if (is_guarded) app.use(csrf(std::move(options)));
    app.get<"/">([] { return Text{"home"}; });
    app.post<"/transfer">([](Cookie<"sessionid", std::string> session) { return Text{"moved for " + *session}; });
    app.post<"/login">([] { return Text{"logged in"}; });
    app.put<"/email">([] { return Text{"changed"}; });
    app.patch<"/email">([] { return Text{"changed"}; });
    app.delete_<"/account">([] { return Text{"gone"}; });
    return app;
}

/** What a browser sends. */
class Sent {
public:
    Sent& with(std::string name, std::string value) { return fields_.emplace_back(std::move(name), std::move(value)), *this; }
    Sent& cookie(const std::string& name, const std::string& value) { return cookies_ += (cookies_.empty() ? "" : "; ") + name + "=" + value, *this; }
    Sent& secure() { return with("X-Forwarded-Proto", "https"); }

    test::Response to(test::Client& client, Method method = Method::post, std::string_view path = "/transfer") const {
        client.enforce_csrf();
        client.cookies().clear();   // each test says itself what is sent
        auto request = client.request(method, path);
        request.header("Host", "bank.example");
        for (const auto& [name, value] : fields_) request.header(name, value);
        if (!cookies_.empty()) request.header("Cookie", cookies_);
        return request.send();
    }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
    std::string cookies_;
};

/** The token that a visitor is given. */
std::string token_from(test::Client& client, const std::string& session = {}) {
    Sent visitor;
    if (!session.empty()) visitor.cookie("sessionid", session);
    const std::string line = visitor.to(client, Method::get, "/").header("Set-Cookie");
    REQUIRE(line.starts_with(cookie_name + "="));
    return line.substr(cookie_name.size() + 1, line.find(';') - cookie_name.size() - 1);
}

/** The bank's own page, which has a token. */
Sent own_page(const std::string& token) {
    Sent page;
    page.secure().cookie("sessionid", "alice").cookie(cookie_name, token).with("Origin", "https://bank.example").with("X-CSRFToken", token);
    return page;
}

/** A page that makes its visitor's browser send something: the browser brings the cookies, and says whose page it was. */
Sent forged(const std::string& token) {
    Sent page;
    page.secure().cookie("sessionid", "alice").cookie(cookie_name, token);
    return page;
}

std::string reason(const test::Response& response) {
    CHECK(response.status() == Status::forbidden);
    CHECK(response.json()["code"] == "csrf_failed");
    return response.json()["detail"];
}

}  // namespace

TEST_CASE("a page of the site's own repeats its token and is heard", "[middleware]") {
    test::Client client{bank(true)};
    const std::string token = token_from(client);
    CHECK(token.size() == 64);
    CHECK(own_page(token).to(client).body() == "moved for alice");
    CHECK(own_page(token).to(client, Method::put, "/email").body() == "changed");
    CHECK(token_from(client) != token);
}

TEST_CASE("a visitor without a token is given one, for scripts to read and for this host alone", "[middleware]") {
    test::Client client{bank(true)};
    const auto first = client.get("/");
    const std::string line = first.header("Set-Cookie");
    for (const std::string_view part : {"__Host-csrftoken=", "; Path=/", "; Secure", "; SameSite=Lax"}) CHECK(line.find(part) != std::string::npos);
    CHECK(line.find("HttpOnly") == std::string::npos);
    CHECK(line.find("Domain") == std::string::npos);
    CHECK(first.header("Vary") == "Cookie");
    const std::string token = token_from(client);
    CHECK(Sent{}.cookie(cookie_name, token).to(client, Method::get, "/").header("Set-Cookie").empty());
    CHECK_FALSE(Sent{}.cookie(cookie_name, "made-up").to(client, Method::get, "/").header("Set-Cookie").empty());
    CHECK_FALSE(Sent{}.to(client, Method::get, "/nowhere").header("Set-Cookie").empty());
}

TEST_CASE("what is safe is not asked for anything", "[middleware]") {
    test::Client client{bank(true)};
    for (const Method& method : {Method::get, Method::head, Method::options}) {
        CHECK(Sent{}.with("Origin", "https://evil.example").with("Sec-Fetch-Site", "cross-site").to(client, method, "/").status() != Status::forbidden);
    }
}

TEST_CASE("a forged request moves money where no guard is, and none where one is", "[middleware]") {
    test::Client open{bank(false)};
    test::Client guarded{bank(true)};
    const std::string token = token_from(guarded);
    const std::string other_token = token_from(guarded);
    const std::vector<std::pair<std::string, Sent>> attacks{
        {"a form of another site", forged(token).with("Origin", "https://evil.example").with("Sec-Fetch-Site", "cross-site")},
        {"a form of another site, from a browser that tells its origin alone", forged(token).with("Origin", "https://evil.example")},
        {"a frame without an origin", forged(token).with("Origin", "null")},
        {"a site whose name begins alike", forged(token).with("Origin", "https://bank.example.evil.example")},
        {"a site whose name ends alike", forged(token).with("Origin", "https://evilbank.example")},
        {"another host of the same site", forged(token).with("Origin", "https://blog.bank.example").with("Sec-Fetch-Site", "same-site")},
        {"the same host, not over TLS", forged(token).with("Origin", "http://bank.example")},
        {"another port of the same host", forged(token).with("Origin", "https://bank.example:8443")},
        {"an origin that is none", forged(token).with("Origin", "https://bank.example@evil.example")},
        {"another site that its Referer tells of", forged(token).with("Referer", "https://evil.example/https://bank.example/")},
        {"a page that hides its Referer", forged(token)},
        {"a page that hides all but what it cannot hide", forged(token).with("Sec-Fetch-Site", "cross-site")},
        {"another site that guesses the token", forged(token).with("Origin", "https://evil.example").with("X-CSRFToken", std::string(64, '0'))},
        {"an own origin without a token", forged(token).with("Origin", "https://bank.example")},
        {"a token of another visitor's", forged(token).with("Origin", "https://bank.example").with("X-CSRFToken", other_token)},
        {"a token cut short", forged(token).with("Origin", "https://bank.example").with("X-CSRFToken", token.substr(0, 63))},
        {"an empty token for an empty cookie", forged("").with("Origin", "https://bank.example").with("X-CSRFToken", "")},
        {"a made-up token for a made-up cookie", forged("x").with("Origin", "https://bank.example").with("X-CSRFToken", "x")},
        {"no cookie at all", Sent{}.secure().cookie("sessionid", "alice").with("Origin", "https://bank.example").with("X-CSRFToken", token)},
        {"a token in a place that forms can write", forged(token).with("Origin", "https://bank.example").with("Content-Type", "text/plain")},
    };
    for (const auto& [name, attack] : attacks) {
        CAPTURE(name);
        CHECK(attack.to(open).body() == "moved for alice");
        CHECK(attack.to(guarded).status() == Status::forbidden);
    }
    const std::string in_query = "/transfer?csrfmiddlewaretoken=" + token + "&X-CSRFToken=" + token;
    CHECK(forged(token).with("Origin", "https://bank.example").to(guarded, Method::post, in_query).status() == Status::forbidden);
}

TEST_CASE("nobody is logged in as somebody else by another site, and no other method is a way around", "[middleware]") {
    test::Client open{bank(false)};
    test::Client guarded{bank(true)};
    const Sent login = Sent{}.secure().with("Origin", "https://evil.example");
    CHECK(login.to(open, Method::post, "/login").body() == "logged in");
    CHECK(login.to(guarded, Method::post, "/login").status() == Status::forbidden);
    const std::string token = token_from(guarded);
    for (const auto& [method, path] : {std::pair{Method::put, "/email"}, std::pair{Method::patch, "/email"}, std::pair{Method::delete_, "/account"}}) {
        const Sent attack = forged(token).with("Origin", "https://evil.example").with("X-HTTP-Method-Override", "GET");
        CHECK(attack.to(open, method, path).status() == Status::ok);
        CHECK(attack.to(guarded, method, path).status() == Status::forbidden);
    }
}

TEST_CASE("a token that is signed counts in its own session alone", "[middleware]") {
    // Somebody on the way, or a neighbouring host, could set a cookie that has no prefix: that of a visit of his own.
    const auto app_with = [](std::string secret) {
        return bank(true, {.secret = secret, .session_cookie = secret.empty() ? "" : "sessionid"});
    };
    test::Client unsigned_tokens{app_with("")};
    test::Client signed_tokens{app_with("0123456789abcdef0123456789abcdef")};
    for (test::Client* const client : {&unsigned_tokens, &signed_tokens}) CHECK(own_page(token_from(*client, "alice")).to(*client).body() == "moved for alice");
    const std::string planted = token_from(signed_tokens, "mallory");
    CHECK(own_page(token_from(unsigned_tokens, "mallory")).to(unsigned_tokens).body() == "moved for alice");
    CHECK(reason(own_page(planted).to(signed_tokens)) == "CSRF Failed: CSRF cookie not set.");
    CHECK(own_page(token_from(signed_tokens)).to(signed_tokens).status() == Status::forbidden);   // from before the log-in
    CHECK(own_page(std::string(64, 'a')).to(signed_tokens).status() == Status::forbidden);
    CHECK(own_page(std::string(64, 'a')).to(unsigned_tokens).body() == "moved for alice");
}

TEST_CASE("pages of trusted origins are heard, and no others", "[middleware]") {
    test::Client client{bank(true, {.trusted_origins = {"https://www.bank.example", "https://Shop.example:8443"}})};
    const std::string token = token_from(client);
    const auto status_for = [&](std::string_view field, const std::string& value) {
        Sent page = forged(token);
        return page.with("X-CSRFToken", token).with(std::string{field}, value).with("Sec-Fetch-Site", "cross-site").to(client).status();
    };
    CHECK(status_for("Origin", "https://www.bank.example") == Status::created);
    CHECK(status_for("Origin", "https://shop.example:8443") == Status::created);
    CHECK(status_for("Referer", "https://www.bank.example/page?x") == Status::created);
    CHECK(status_for("Origin", "https://shop.example") == Status::forbidden);
    CHECK(status_for("Origin", "https://a.www.bank.example") == Status::forbidden);
    CHECK(status_for("Referer", "https://a.www.bank.example/https://www.bank.example") == Status::forbidden);
}

TEST_CASE("what a browser vouches for needs no Origin, and a plain connection no Referer", "[middleware]") {
    test::Client client{bank(true)};
    const std::string token = token_from(client);
    CHECK(forged(token).with("Sec-Fetch-Site", "same-origin").with("X-CSRFToken", token).to(client).status() == Status::created);
    CHECK(forged(token).with("Sec-Fetch-Site", "none").with("X-CSRFToken", token).to(client).status() == Status::created);
    CHECK(forged(token).with("Referer", "https://bank.example/account").with("X-CSRFToken", token).to(client).status() == Status::created);
    const Sent plain = Sent{}.cookie("sessionid", "alice").cookie(cookie_name, token).with("X-CSRFToken", token);
    CHECK(plain.to(client).status() == Status::created);
}

TEST_CASE("a refusal says what was wrong", "[middleware]") {
    test::Client client{bank(true)};
    const std::string token = token_from(client);
    CHECK(reason(forged(token).with("Origin", "https://evil.example").to(client)) ==
          "CSRF Failed: Origin checking failed - https://evil.example does not match any trusted origins.");
    CHECK(reason(forged(token).with("Referer", "https://evil.example/a").to(client)) ==
          "CSRF Failed: Referer checking failed - https://evil.example/a does not match any trusted origins.");
    CHECK(reason(forged(token).to(client)) == "CSRF Failed: Referer checking failed - no Referer.");
    const auto from_own_origin = [&] { return Sent{}.secure().with("Origin", "https://bank.example"); };
    CHECK(reason(from_own_origin().to(client)) == "CSRF Failed: CSRF cookie not set.");
    CHECK(reason(from_own_origin().cookie(cookie_name, token).to(client)) == "CSRF Failed: CSRF token missing.");
    CHECK(reason(from_own_origin().cookie(cookie_name, token).with("X-CSRFToken", "x").to(client)) ==
          "CSRF Failed: CSRF token from the 'X-CSRFToken' HTTP header incorrect.");
}

TEST_CASE("a test passes, unless it says that it is a browser", "[middleware]") {
    test::Client client{bank(true)};
    CHECK(client.post("/login").body() == "logged in");
    client.enforce_csrf();
    CHECK(client.post("/login").status() == Status::forbidden);
    client.enforce_csrf(false);
    CHECK(client.post("/login").body() == "logged in");
}

TEST_CASE("protection that is at odds with itself is told when the app is built", "[middleware]") {
    App app = bank(true, {.trusted_origins = {"bank.example", "https://bank.example/", "https://fine.example"}, .header = "a b", .secure = false, .secret = "short"});
    const auto mistakes = test::mistakes_of(app);
    CAPTURE(mistakes);
    CHECK(mistakes.size() == 6);
    App plain = bank(true, {.cookie = "csrftoken", .secure = false});
    CHECK(test::mistakes_of(plain).empty());
}
