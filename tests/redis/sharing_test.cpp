// Who is asking, as several processes know it that share a Redis.
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include <serval/accounts/jwt_controller.hpp>
#include <serval/authentication/jwt_auth.hpp>
#include <serval/authentication/token_auth.hpp>
#include <serval/redis.hpp>
#include <serval/session/current_session.hpp>
#include <serval/session/session_auth.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

#include "redis/tested_redis_store.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

const User ann{.id = "7", .name = "ann", .roles = {"editor"}};

/** What each of two processes runs, with a store and tokens of its own. */
struct Machine {
    explicit Machine(std::string prefix, JwtOptions options = {})
        : store{std::make_shared<RedisStore>(options_with(std::move(prefix)))},
          sessions{store},
          opaque{store},
          jwt{JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 's')), store, std::move(options)},
          client{make_app()} {
        client.render_errors();
    }

    static RedisOptions options_with(std::string prefix) {
        RedisOptions options = test::shared_redis_options();
        options.prefix = std::move(prefix);
        return options;
    }

    App make_app() {
        App app{test::settings()};
        app.store_in(store);
        app.own(JwtTokens{jwt});
        app.use(sessions.middleware());
        app.authenticate(JwtAuth{jwt}, TokenAuth{opaque, "Token"}, SessionAuth{sessions});
        app.mount<"/token", JwtController>();
        app.get<"/me">([](CurrentUser who) { return who->name + (who->roles.empty() ? "" : " the " + who->roles.front()); });
        app.post<"/login">([](CurrentSession session) { session->log_in(ann); });
        app.post<"/logout">([](CurrentSession session) { session->log_out(); });
        app.post<"/notes/{text}">([](Path<"text"> text, CurrentSession session) { session->set("note", *text); });
        app.get<"/notes">([](CurrentSession session) { return session->get<std::string>("note"); });
        return app;
    }

    test::Response me(const std::string& field, const std::string& value) {
        client.cookies().clear();
        return client.request(Method::get, "/me").header(field, value).send();
    }
    test::Response refresh(const std::string& token) { return client.post("/token/refresh", {{"refresh", token}}); }

    std::shared_ptr<RedisStore> store;
    Sessions sessions;
    OpaqueTokens opaque;
    JwtTokens jwt;
    test::Client client;
};

std::string cookie_of(const test::Response& response) {
    const std::string line{response.header("Set-Cookie")};
    return line.substr(0, line.find(';'));
}

}  // namespace

TEST_CASE("a session goes from machine to machine, with its user and what it knows, and ends on all of them", "[redis]") {
    Machine here{"sharing sessions:"};
    Machine there{"sharing sessions:"};
    Machine elsewhere{"sharing nothing:"};
    const std::string cookie = cookie_of(here.client.post("/login"));
    CHECK(there.me("Cookie", cookie).json() == "ann the editor");
    CHECK(elsewhere.me("Cookie", cookie).status() == Status::unauthorized);
    CHECK(there.client.request(Method::post, "/notes/tea").header("Cookie", cookie).send().status() == Status::no_content);
    CHECK(here.client.request(Method::get, "/notes").header("Cookie", cookie).send().json() == "tea");
    there.client.cookies().clear();
    CHECK(there.client.request(Method::post, "/logout").header("Cookie", cookie).send().status() == Status::no_content);
    CHECK(here.me("Cookie", cookie).status() == Status::unauthorized);
}

TEST_CASE("who is logged out everywhere is so on every machine", "[redis]") {
    Machine here{"sharing ends:"};
    Machine there{"sharing ends:"};
    const std::string cookie = cookie_of(here.client.post("/login"));
    const std::string token = "Token " + sync_wait(here.opaque.issue(ann));
    REQUIRE(there.me("Cookie", cookie).status() == Status::ok);
    REQUIRE(there.me("Authorization", token).status() == Status::ok);
    sync_wait(there.sessions.end_all(ann.id));
    sync_wait(there.opaque.revoke_all(ann.id));
    for (Machine* machine : {&here, &there}) {
        CHECK(machine->me("Cookie", cookie).status() == Status::unauthorized);
        CHECK(machine->me("Authorization", token).status() == Status::unauthorized);
    }
    CHECK(there.me("Authorization", "Token " + sync_wait(here.opaque.issue(ann))).status() == Status::ok);
}

TEST_CASE("an opaque token that one machine issues another knows, and may end", "[redis]") {
    Machine here{"sharing tokens:"};
    Machine there{"sharing tokens:"};
    const std::string token = sync_wait(here.opaque.issue(ann));
    CHECK(there.me("Authorization", "Token " + token).json() == "ann the editor");
    CHECK(sync_wait(there.opaque.revoke(token)));
    CHECK(here.me("Authorization", "Token " + token).status() == Status::unauthorized);
    CHECK_FALSE(sync_wait(here.opaque.revoke(token)));
}

TEST_CASE("a token that one machine signs another believes, and a refresh token is used once on all of them", "[redis]") {
    Machine here{"sharing jwt:"};
    Machine there{"sharing jwt:"};
    const JwtPair pair = here.jwt.issue(ann);
    CHECK(there.me("Authorization", "Bearer " + pair.access).json() == "ann the editor");
    const auto next = there.refresh(pair.refresh);
    REQUIRE(next.status() == Status::ok);
    CHECK(here.refresh(pair.refresh).status() == Status::unauthorized);
    CHECK(here.refresh(next.json()["refresh"]).status() == Status::ok);
}

TEST_CASE("what one machine blacklists all of them refuse, access tokens too where those are looked up", "[redis]") {
    Machine here{"sharing blacklist:", {.check_access = true}};
    Machine there{"sharing blacklist:", {.check_access = true}};
    const JwtPair pair = here.jwt.issue(ann);
    REQUIRE(there.me("Authorization", "Bearer " + pair.access).status() == Status::ok);
    CHECK(static_cast<bool>(sync_wait(here.jwt.blacklist(pair.access))));
    CHECK(there.me("Authorization", "Bearer " + pair.access).status() == Status::unauthorized);
    CHECK(there.client.post("/token/blacklist", {{"refresh", pair.refresh}}).status() == Status::ok);
    CHECK(here.refresh(pair.refresh).status() == Status::unauthorized);
}

TEST_CASE("of many who use one refresh token at once, on two machines, one wins", "[redis]") {
    const auto make_tokens = [] {
        const auto key = JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 's'));
        return JwtTokens{key, std::make_shared<RedisStore>(Machine::options_with("sharing races:"))};
    };
    const JwtTokens here = make_tokens();
    const JwtTokens there = make_tokens();
    for (int round = 0; round < 20; ++round) {
        const std::string token = here.issue(ann).refresh;
        std::atomic<int> winners = 0;
        std::vector<std::jthread> all;
        for (int i = 0; i < 8; ++i) {
            all.emplace_back([&, i] { winners += sync_wait((i % 2 == 0 ? here : there).refresh(token)) ? 1 : 0; });
        }
        all.clear();
        CHECK(winners == 1);
    }
}
