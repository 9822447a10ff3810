#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include <serval/authentication/jwt_tokens.hpp>
#include <serval/json.hpp>
#include <serval/store/memory_store.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing/clock.hpp>

#include "lost_store.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

JwsKey secret_key(char filling, std::string kid = {}) {
    return JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, filling), std::move(kid));
}

/** Tokens whose time stands still. */
struct Desk {
    explicit Desk(JwtOptions options = {}, JwsKeySet keys = secret_key('a')) : tokens{std::move(keys), store, with_clock(std::move(options))} {}

    JwtOptions with_clock(JwtOptions options) {
        clock->freeze(std::chrono::system_clock::time_point{1'764'000'000s});
        store->use_clock(clock);
        options.clock = clock;
        return options;
    }

    JwtResult<JwtClaims> verify(std::string_view token, JwtTokenType type) { return sync_wait(tokens.verify(token, type)); }
    JwtResult<JwtClaims> verify(std::string_view token) { return sync_wait(tokens.verify(token)); }
    JwtResult<JwtPair> refresh(std::string_view token) { return sync_wait(tokens.refresh(token)); }
    JwtResult<std::string> slide(std::string_view token) { return sync_wait(tokens.slide(token)); }
    JwtResult<JwtClaims> blacklist(std::string_view token) { return sync_wait(tokens.blacklist(token)); }

    std::shared_ptr<test::Clock> clock = std::make_shared<test::Clock>();
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    JwtTokens tokens;
};

User ann() {
    User user;
    user.id = "7";
    user.name = "Ann";
    user.is_staff = true;
    user.roles = {"editor", "author"};
    user.scopes = {"books:read", "books:write"};
    return user;
}

template <class T>
std::string message_of(const JwtResult<T>& result) {
    REQUIRE_FALSE(result);
    return result.fault().message();
}

/** A token that the desk's own key has signed, with just these claims. */
std::string signed_with(std::string_view payload) { return sign_jws(payload, secret_key('a'), "JWT"); }

}  // namespace

TEST_CASE("a pair is an access token for five minutes and a refresh token for a day", "[authentication]") {
    Desk desk;
    const JwtPair pair = desk.tokens.issue(ann());
    const auto access = desk.verify(pair.access, JwtTokenType::access);
    const auto refresh = desk.verify(pair.refresh, JwtTokenType::refresh);
    REQUIRE(access);
    REQUIRE(refresh);
    CHECK(access->subject == "7");
    CHECK(access->custom.get<std::string>("token_type") == "access");
    CHECK(refresh->custom.get<std::string>("token_type") == "refresh");
    CHECK(*access->expires - *access->issued == 5min);
    CHECK(*refresh->expires - *refresh->issued == 24h);
    CHECK(access->id.size() == 32);
    CHECK(access->id != refresh->id);
    desk.clock->advance(5min);
    CHECK(message_of(desk.verify(pair.access, JwtTokenType::access)) == "Token is expired");
    CHECK(desk.verify(pair.refresh, JwtTokenType::refresh));
    desk.clock->advance(24h);
    CHECK(message_of(desk.refresh(pair.refresh)) == "Token is expired");
}

TEST_CASE("a user goes into a token and comes out of it", "[authentication]") {
    const auto id_claim = GENERATE(as<std::string>(), "sub", "user_id");
    Desk desk{{.id_claim = id_claim}};
    const auto claims = desk.verify(desk.tokens.issue(ann()).access, JwtTokenType::access);
    REQUIRE(claims);
    CHECK(claims->contains(id_claim));
    CHECK(claims->custom.get<std::string>("scope") == "books:read books:write");
    const auto user = user_of(*claims, id_claim);
    REQUIRE(user.has_value());
    CHECK(user->id == "7");
    CHECK(user->name == "Ann");
    CHECK(user->is_staff);
    CHECK(user->roles == ann().roles);
    CHECK(user->scopes == ann().scopes);
    REQUIRE(user->own.get<JwtClaims>() != nullptr);
    CHECK(user->own.get<JwtClaims>()->id == claims->id);
}

TEST_CASE("a token that does not say whose it is is nobody's", "[authentication]") {
    JwtClaims claims;
    CHECK_FALSE(user_of(claims).has_value());
    claims.subject = "7";
    CHECK(user_of(claims)->scopes.empty());
    CHECK_FALSE(user_of(claims, "user_id").has_value());
    claims.custom.set("user_id", 9);
    CHECK(user_of(claims, "user_id")->id == "9");
    claims.custom.set("user_id", std::vector<std::string>{"9"}).set("is_staff", "yes").set("roles", "editor");
    CHECK_FALSE(user_of(claims, "user_id").has_value());
    CHECK_FALSE(user_of(claims)->is_staff);   // what is not of its kind is not believed
    CHECK(user_of(claims)->roles.empty());
}

TEST_CASE("a token of one type is none of another", "[authentication]") {
    Desk desk;
    const JwtPair pair = desk.tokens.issue(ann());
    CHECK(message_of(desk.verify(pair.refresh, JwtTokenType::access)) == "Token has wrong type");
    CHECK(message_of(desk.verify(pair.access, JwtTokenType::refresh)) == "Token has wrong type");
    CHECK(message_of(desk.verify(pair.access, JwtTokenType::sliding)) == "Token has wrong type");
    CHECK(message_of(desk.refresh(pair.access)) == "Token has wrong type");
    CHECK(message_of(desk.slide(pair.refresh)) == "Token has wrong type");
    CHECK(desk.verify(pair.access));
    CHECK(desk.verify(pair.refresh));
}

TEST_CASE("a token without type, id or end is refused", "[authentication]") {
    Desk desk;
    const auto refused = [&](std::string_view payload) { return message_of(desk.verify(signed_with(payload), JwtTokenType::access)); };
    CHECK(refused(R"({"jti":"1","exp":1764000001})") == "Token has no type");
    CHECK(refused(R"({"token_type":"access","exp":1764000001})") == "Token has no id");
    CHECK(refused(R"({"token_type":"access","jti":"1"})") == "Token has no 'exp' claim");
    CHECK(refused(R"({"token_type":["access"],"jti":"1","exp":1764000001})") == "Token has wrong type");
    CHECK(desk.verify(signed_with(R"({"token_type":"access","jti":"1","exp":1764000001})"), JwtTokenType::access));
}

TEST_CASE("what a refresh token claims, its access tokens claim too", "[authentication]") {
    Desk desk;
    JwtClaims claims = claims_of(ann());
    claims.custom.set("tenant", Json{{"id", 3}});
    const JwtPair first = desk.tokens.issue(claims);
    const std::string first_id = desk.verify(first.refresh)->id;
    desk.clock->advance(1h);
    const auto next = desk.refresh(first.refresh);
    REQUIRE(next);
    for (const std::string& token : {next->access, next->refresh}) {
        const auto read = desk.verify(token);
        REQUIRE(read);
        CHECK(read->subject == "7");
        CHECK(read->custom.get<Json>("tenant") == Json{{"id", 3}});
        CHECK(read->custom.get<std::vector<std::string>>("roles") == ann().roles);
        CHECK(read->issued == desk.clock->now());
        CHECK(read->id != first_id);
    }
    CHECK(desk.verify(next->access)->custom.get<std::string>("token_type") == "access");
    CHECK(*desk.verify(next->refresh)->expires == desk.clock->now() + 24h);
}

TEST_CASE("a refresh token is good once", "[authentication]") {
    Desk desk;
    const JwtPair first = desk.tokens.issue(ann());
    const auto second = desk.refresh(first.refresh);
    REQUIRE(second);
    CHECK(second->refresh != first.refresh);
    CHECK(message_of(desk.refresh(first.refresh)) == "Token is blacklisted");
    CHECK(message_of(desk.verify(first.refresh, JwtTokenType::refresh)) == "Token is blacklisted");
    CHECK(desk.refresh(second->refresh));
}

TEST_CASE("refresh tokens that do not rotate are good until their end, or until they are blacklisted", "[authentication]") {
    Desk desk{{.rotate = false}};
    const JwtPair first = desk.tokens.issue(ann());
    for (int i = 0; i < 2; ++i) {
        const auto next = desk.refresh(first.refresh);
        REQUIRE(next);
        CHECK(next->refresh == first.refresh);
        CHECK(desk.verify(next->access, JwtTokenType::access));
    }
    CHECK(desk.blacklist(first.refresh));
    CHECK(message_of(desk.refresh(first.refresh)) == "Token is blacklisted");
}

TEST_CASE("of eight who use one refresh token at once, one wins", "[authentication]") {
    Desk desk;
    for (int round = 0; round < 20; ++round) {
        const JwtPair pair = desk.tokens.issue(ann());
        std::atomic<int> won = 0;
        std::atomic<int> lost = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                const auto next = sync_wait(desk.tokens.refresh(pair.refresh));
                won += next ? 1 : 0;
                lost += !next && next.fault().fault == JwtFault::blacklisted ? 1 : 0;
            });
        }
        threads.clear();
        CHECK(won == 1);
        CHECK(lost == 7);
    }
}

TEST_CASE("the blacklist remembers a token for as long as it would have been good, and no longer", "[authentication]") {
    Desk desk{{.leeway = 30s}};
    const JwtPair pair = desk.tokens.issue(ann());
    const std::string key = "jwt blacklist " + desk.verify(pair.refresh)->id;
    REQUIRE(desk.blacklist(pair.refresh));
    desk.clock->advance(24h + 29s);
    CHECK(message_of(desk.refresh(pair.refresh)) == "Token is blacklisted");
    CHECK(sync_wait(desk.store->get(key)).has_value());
    desk.clock->advance(1s);
    CHECK(message_of(desk.refresh(pair.refresh)) == "Token is expired");
    CHECK_FALSE(sync_wait(desk.store->get(key)).has_value());
}

TEST_CASE("access tokens are looked up where that is asked for", "[authentication]") {
    const bool check_access = GENERATE(false, true);
    Desk desk{{.check_access = check_access}};
    const JwtPair pair = desk.tokens.issue(ann());
    REQUIRE(desk.blacklist(pair.access));
    CHECK(static_cast<bool>(desk.verify(pair.access, JwtTokenType::access)) != check_access);
    CHECK(message_of(desk.verify(pair.access)) == "Token is blacklisted");
    CHECK(message_of(desk.blacklist(pair.access)) == "Token is blacklisted");
}

TEST_CASE("a token that was believed before is held against the clock and the blacklist all the same", "[authentication]") {
    Desk desk{{.check_access = true}};
    const std::string token = desk.tokens.issue(ann()).access;
    const std::string other = desk.tokens.issue(ann()).access;
    for (int i = 0; i < 3; ++i) CHECK(desk.verify(token, JwtTokenType::access)->subject == "7");
    CHECK(desk.verify(other, JwtTokenType::access));
    REQUIRE(desk.blacklist(other));
    CHECK_FALSE(desk.verify(other, JwtTokenType::access));
    desk.clock->advance(5min - 1s);
    CHECK(desk.verify(token, JwtTokenType::access));
    desk.clock->advance(1s);
    CHECK(desk.verify(token, JwtTokenType::access).fault().fault == JwtFault::expired);
}

TEST_CASE("what differs from a token that was believed before in any octet is believed no more than otherwise", "[authentication]") {
    Desk desk;
    const std::string token = desk.tokens.issue(ann()).access;
    REQUIRE(desk.verify(token, JwtTokenType::access));
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string altered = token;
        altered[i] = altered[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(desk.verify(altered, JwtTokenType::access));
        CHECK_FALSE(desk.verify(token.substr(0, i), JwtTokenType::access));
    }
    CHECK_FALSE(desk.verify(token + "A", JwtTokenType::access));
    CHECK_FALSE(desk.verify(token, JwtTokenType::sliding));
    CHECK(desk.verify(token, JwtTokenType::access));
}

TEST_CASE("many tokens that come again and again, on several threads, each stand for their own user", "[authentication]") {
    Desk desk;
    std::vector<std::string> tokens;
    for (int i = 0; i < 3'000; ++i) tokens.push_back(desk.tokens.issue(User{.id = std::to_string(i)}).access);
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::size_t n = 0; n < 2 * tokens.size(); ++n) {
                const std::size_t i = (n + t * 700) % tokens.size();
                const auto claims = sync_wait(desk.tokens.verify(tokens[i], JwtTokenType::access));
                wrong += claims && claims->subject == std::to_string(i) ? 0 : 1;
            }
        });
    }
    threads.clear();
    CHECK(wrong == 0);
}

TEST_CASE("a sliding token is renewed in its place, until its second end", "[authentication]") {
    Desk desk;
    std::string token = desk.tokens.issue_sliding(ann());
    const auto first = desk.verify(token, JwtTokenType::sliding);
    REQUIRE(first);
    CHECK(*first->expires == desk.clock->now() + 5min);
    CHECK(first->custom.get<std::int64_t>("refresh_exp") == 1'764'000'000 + 86'400);
    desk.clock->advance(4min);
    token = *desk.slide(token);
    const auto second = desk.verify(token, JwtTokenType::sliding);
    CHECK(*second->expires == desk.clock->now() + 5min);
    CHECK(second->id == first->id);
    CHECK(second->subject == "7");
    for (int i = 0; i < 358; ++i) {
        desk.clock->advance(4min);
        auto next = desk.slide(token);
        REQUIRE(next);
        token = *next;
    }
    // 23 h 56 min have passed: what is left is shorter than a life.
    CHECK(*desk.verify(token)->expires == first->issued.value() + 24h);
    desk.clock->advance(4min);
    CHECK(message_of(desk.slide(token)) == "Token is expired");
}

TEST_CASE("a sliding token that was blacklisted is neither taken nor renewed", "[authentication]") {
    Desk desk;
    const std::string token = desk.tokens.issue_sliding(ann());
    desk.clock->advance(1min);
    const std::string later = *desk.slide(token);
    REQUIRE(desk.blacklist(token));
    for (const std::string& each : {token, later}) {
        CHECK(message_of(desk.verify(each, JwtTokenType::sliding)) == "Token is blacklisted");
        CHECK(message_of(desk.slide(each)) == "Token is blacklisted");
    }
    const std::string ended = signed_with(R"({"token_type":"sliding","jti":"1","exp":1764009999,"refresh_exp":1764000001})");
    CHECK(message_of(desk.slide(ended)) == "Token 'refresh_exp' claim has expired");
    CHECK(message_of(desk.slide(signed_with(R"({"token_type":"sliding","jti":"2","exp":1764009999})"))) == "Token has no 'refresh_exp' claim");
    CHECK(desk.blacklist(signed_with(R"({"token_type":"sliding","jti":"3","exp":1764009999,"refresh_exp":9223372036854775807})")));
}

TEST_CASE("whoever is asked at each refresh says what is claimed next, or that the user may not go on", "[authentication]") {
    JwtOptions options;
    options.renew = [](const JwtClaims& claims) -> Task<std::optional<JwtClaims>> {
        co_await sleep_for(10us);
        if (claims.subject != "7") co_return std::nullopt;
        JwtClaims next = claims;
        next.custom.set("roles", std::vector<std::string>{"reader"});
        co_return std::optional<JwtClaims>(std::move(next));
    };
    Desk desk{std::move(options)};
    const auto next = desk.refresh(desk.tokens.issue(ann()).refresh);
    REQUIRE(next);
    CHECK(desk.verify(next->access)->custom.get<std::vector<std::string>>("roles") == std::vector<std::string>{"reader"});
    JwtClaims bob;
    bob.subject = "8";
    const auto refused = desk.refresh(desk.tokens.issue(bob).refresh);
    CHECK(message_of(refused) == "User not found");
    CHECK(refused.fault().code() == "user_not_found");
}

TEST_CASE("issuer and audience are claimed and expected", "[authentication]") {
    Desk desk{{.issuer = "https://a.example", .audience = {"shop"}}};
    const std::string token = desk.tokens.issue(ann()).access;
    CHECK(desk.verify(token)->issuer == "https://a.example");
    CHECK(desk.verify(token)->audience == std::vector<std::string>{"shop"});
    CHECK(message_of(Desk{{.issuer = "https://b.example", .audience = {"shop"}}}.verify(token)) == "Token has wrong issuer");
    CHECK(message_of(Desk{{.issuer = "https://a.example", .audience = {"bank"}}}.verify(token)) == "Token has wrong audience");
    CHECK(message_of(Desk{}.verify(token)) == "Token has wrong audience");
}

TEST_CASE("keys are changed without anybody being logged out", "[authentication]") {
    Desk before{{}, secret_key('a', "old")};
    const JwtPair pair = before.tokens.issue(ann());
    Desk after{{}, JwsKeySet{{secret_key('b', "new"), secret_key('a', "old")}}};
    CHECK(after.verify(pair.access, JwtTokenType::access));
    const auto next = after.refresh(pair.refresh);
    REQUIRE(next);
    Desk later{{}, secret_key('b', "new")};
    CHECK(later.verify(next->access, JwtTokenType::access));
    CHECK(message_of(later.verify(pair.access, JwtTokenType::access)) == "Token is invalid");
}

TEST_CASE("tokens that could not work are refused when they are set up", "[authentication]") {
    const auto store = std::make_shared<MemoryStore>();
    const auto set_up = [&](JwsKeySet keys, JwtOptions options = {}) { return JwtTokens{std::move(keys), store, std::move(options)}; };
    CHECK_THROWS_AS(set_up(JwsKeySet{}), std::invalid_argument);
    CHECK_THROWS_AS(set_up(JwsKeySet{{secret_key('a'), secret_key('b')}}), std::invalid_argument);
    CHECK_THROWS_AS(set_up(JwsKeySet{{secret_key('a', "k"), secret_key('b', "k")}}), std::invalid_argument);
    CHECK_THROWS_AS(set_up(secret_key('a'), {.access_life = 0s}), std::invalid_argument);
    CHECK_THROWS_AS(set_up(secret_key('a'), {.refresh_life = -1s}), std::invalid_argument);
    CHECK_THROWS_AS(set_up(secret_key('a'), {.leeway = -1s}), std::invalid_argument);
    CHECK_THROWS_AS(set_up(secret_key('a'), {.id_claim = "exp"}), std::invalid_argument);
    CHECK_THROWS_AS(set_up(secret_key('a'), {.clock = nullptr}), std::invalid_argument);
    CHECK_THROWS_AS((JwtTokens{secret_key('a'), nullptr}), std::invalid_argument);
    CHECK_NOTHROW(set_up(secret_key('a')));
}

TEST_CASE("while the store fails, nothing that has to be looked up is believed", "[authentication]") {
    const JwtTokens tokens{secret_key('a'), std::make_shared<test::LostStore>()};
    const JwtPair pair = tokens.issue(ann());
    CHECK(sync_wait(tokens.verify(pair.access, JwtTokenType::access)));
    CHECK_THROWS_AS(sync_wait(tokens.verify(pair.refresh, JwtTokenType::refresh)), StoreError);
    CHECK_THROWS_AS(sync_wait(tokens.refresh(pair.refresh)), StoreError);
    CHECK_THROWS_AS(sync_wait(tokens.blacklist(pair.refresh)), StoreError);
    CHECK(message_of(sync_wait(tokens.refresh("x.y.z"))) == "Token is invalid");
}

TEST_CASE("whoever is logged out everywhere refreshes and slides no more, and others do", "[authentication]") {
    Desk desk;
    const JwtPair pair = desk.tokens.issue(ann());
    const std::string sliding = desk.tokens.issue_sliding(ann());
    User bob;
    bob.id = "8";
    const JwtPair others = desk.tokens.issue(bob);
    sync_wait(desk.tokens.revoke_all("7"));
    CHECK(message_of(desk.refresh(pair.refresh)) == "Token is blacklisted");
    CHECK(message_of(desk.verify(pair.refresh)) == "Token is blacklisted");
    CHECK(message_of(desk.verify(pair.refresh, JwtTokenType::refresh)) == "Token is blacklisted");
    CHECK(message_of(desk.blacklist(pair.refresh)) == "Token is blacklisted");
    CHECK(message_of(desk.verify(sliding, JwtTokenType::sliding)) == "Token is blacklisted");
    CHECK(message_of(desk.slide(sliding)) == "Token is blacklisted");
    CHECK(desk.verify(pair.access, JwtTokenType::access));   // nobody looks it up
    CHECK(message_of(desk.verify(pair.access)) == "Token is blacklisted");
    CHECK(desk.refresh(others.refresh));
}

TEST_CASE("access tokens end at once where they are looked up", "[authentication]") {
    Desk desk{{.check_access = true}};
    const JwtPair pair = desk.tokens.issue(ann());
    CHECK(desk.verify(pair.access, JwtTokenType::access));
    sync_wait(desk.tokens.revoke_all("7"));
    CHECK(message_of(desk.verify(pair.access, JwtTokenType::access)) == "Token is blacklisted");
}

TEST_CASE("what is issued after everybody was logged out is good, also in the same second", "[authentication]") {
    Desk desk;
    const JwtPair before = desk.tokens.issue(ann());
    desk.clock->advance(1us);
    sync_wait(desk.tokens.revoke_all("7"));
    desk.clock->advance(1us);
    const JwtPair after = desk.tokens.issue(ann());
    const auto refreshed = desk.refresh(after.refresh);
    REQUIRE(refreshed);
    desk.clock->advance(1us);
    CHECK(desk.refresh(refreshed->refresh));
    CHECK(message_of(desk.refresh(before.refresh)) == "Token is blacklisted");
    const auto claims = sync_wait(desk.tokens.verify(after.access));
    REQUIRE(claims);
    CHECK(claims->issued == std::chrono::floor<std::chrono::seconds>(*claims->issued));   // for other readers, in whole seconds
}

TEST_CASE("a log-out everywhere is remembered for as long as any token lives", "[authentication]") {
    Desk desk{{.access_life = 1min, .refresh_life = 1h}};
    desk.clock->advance(1us);
    const JwtPair pair = desk.tokens.issue(ann());
    sync_wait(desk.tokens.revoke_all("7"));
    desk.clock->advance(1h - 2s);
    CHECK(message_of(desk.refresh(pair.refresh)) == "Token is blacklisted");
    desk.clock->advance(2s);
    CHECK(message_of(desk.refresh(pair.refresh)) == "Token is expired");
    CHECK_FALSE(sync_wait(desk.store->get("jwt end 7")).has_value());
}

TEST_CASE("a token renewed while its user is logged out everywhere is renewed for nothing", "[authentication]") {
    Desk* at = nullptr;
    JwtOptions options;
    const auto renew = [&at](const JwtClaims& claims) {
        return [](Desk* desk, JwtClaims next) -> Task<std::optional<JwtClaims>> {
            co_await desk->tokens.revoke_all("7");
            co_return std::optional<JwtClaims>(std::move(next));
        }(at, claims);
    };
    options.renew = renew;
    Desk desk{options};
    at = &desk;
    CHECK(message_of(desk.refresh(desk.tokens.issue(ann()).refresh)) == "Token is blacklisted");
}

TEST_CASE("users are told apart by the claim that holds their id, of which a token may say nothing", "[authentication]") {
    Desk desk{{.id_claim = "user_id"}};
    const JwtPair pair = desk.tokens.issue(ann());
    const JwtPair nobodys = desk.tokens.issue(JwtClaims{});
    sync_wait(desk.tokens.revoke_all("7"));
    sync_wait(desk.tokens.revoke_all(""));
    CHECK(message_of(desk.refresh(pair.refresh)) == "Token is blacklisted");
    CHECK(desk.refresh(nobodys.refresh));
    JwtClaims with_number;
    with_number.custom.set("user_id", 7);
    CHECK(message_of(desk.refresh(desk.tokens.issue(with_number).refresh)) == "Token is blacklisted");
}

TEST_CASE("a token that does not say when it was issued ends with the others", "[authentication]") {
    Desk desk;
    const std::string token = signed_with(R"({"sub":"7","token_type":"refresh","jti":"1","exp":1764000100})");
    CHECK(desk.verify(token));
    sync_wait(desk.tokens.revoke_all("7"));
    CHECK(message_of(desk.refresh(token)) == "Token is blacklisted");
}

TEST_CASE("a refresh token that comes twice ends all that its user has, where that is wanted", "[authentication]") {
    const bool ends_all = GENERATE(false, true);
    Desk desk{{.reuse_ends_all = ends_all}};
    const JwtPair stolen = desk.tokens.issue(ann());
    const auto next = desk.refresh(stolen.refresh);
    REQUIRE(next);
    CHECK(message_of(desk.refresh(stolen.refresh)) == "Token is blacklisted");
    CHECK(static_cast<bool>(desk.refresh(next->refresh)) == !ends_all);
    desk.clock->advance(1us);
    const JwtPair anew = desk.tokens.issue(ann());
    CHECK(message_of(desk.refresh(stolen.refresh)) == "Token is blacklisted");   // once more, and of what came after nothing ends
    CHECK(static_cast<bool>(desk.refresh(anew.refresh)) == true);
}
