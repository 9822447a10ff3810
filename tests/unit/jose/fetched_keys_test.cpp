#include <atomic>
#include <stdexcept>
#include <thread>

#include <catch2/catch.hpp>

#include <serval/jose/fetched_keys.hpp>
#include <serval/jose/jwks.hpp>
#include <serval/jose/jwt_verifier.hpp>
#include <serval/logging/memory_log.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/worker_pool.hpp>
#include <serval/testing/clock.hpp>

#include "unit/jose/made_keys.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

JwsKey pair_of(std::string kid) {
    return JwsKey::from_pem(JwsAlgorithm::eddsa, test::make_key_pair(JwsAlgorithm::eddsa).private_pem, std::move(kid));
}

/** Somebody who issues tokens and shows keys, and whoever verifies by them; time stands still. */
struct Issuer {
    Issuer() { clock->freeze(std::chrono::system_clock::time_point{1'764'000'000s}); }

    FetchedKeysOptions options() {
        FetchedKeysOptions made;
        made.clock = clock;
        made.log = Log{log};
        return made;
    }
    std::shared_ptr<FetchedKeys> fetched() {
        const auto fetch = [this]() -> Task<std::string> {
            ++fetches;
            if (is_away) throw std::runtime_error{"connection refused"};
            co_return text;
        };
        return std::make_shared<FetchedKeys>(fetch, options());
    }
    std::string token(const JwsKey& key) {
        JwtClaims claims;
        claims.subject = "7";
        claims.expires = clock->now() + 24h;
        return issue_jwt(claims, key);
    }

    std::shared_ptr<test::Clock> clock = std::make_shared<test::Clock>();
    std::shared_ptr<MemoryLog> log = std::make_shared<MemoryLog>();
    JwsKey old_key = pair_of("old");
    JwsKey new_key = pair_of("new");
    std::string text = JwsKeySet{old_key}.public_json();
    bool is_away = false;
    int fetches = 0;
};

}  // namespace

TEST_CASE("keys are fetched when they are needed, and kept while they are fresh", "[jose]") {
    Issuer issuer;
    const JwtVerifier verify{issuer.fetched(), {}, issuer.clock};
    CHECK(issuer.fetches == 0);
    const std::string token = issuer.token(issuer.old_key);
    for (int i = 0; i < 3; ++i) CHECK(sync_wait(verify(token))->subject == "7");
    issuer.clock->advance(10min - 1s);
    CHECK(sync_wait(verify(token)));
    CHECK(issuer.fetches == 1);
    issuer.clock->advance(1s);
    CHECK(sync_wait(verify(token)));
    CHECK(issuer.fetches == 2);
}

TEST_CASE("a token of a new key has the keys fetched anew, and those of a key that has gone are refused", "[jose]") {
    Issuer issuer;
    const JwtVerifier verify{issuer.fetched(), {}, issuer.clock};
    const std::string before = issuer.token(issuer.old_key);
    CHECK(sync_wait(verify(before)));
    issuer.text = JwsKeySet{issuer.new_key}.public_json();
    issuer.clock->advance(30s);
    CHECK(sync_wait(verify(before)));   // nobody has said yet that it is over
    CHECK(sync_wait(verify(issuer.token(issuer.new_key))));
    CHECK(issuer.fetches == 2);
    CHECK(sync_wait(verify(before)).fault().jws == JwsFault::no_key);
}

TEST_CASE("tokens of unknown keys do not have keys fetched without end", "[jose]") {
    Issuer issuer;
    const JwtVerifier verify{issuer.fetched(), {}, issuer.clock};
    CHECK(sync_wait(verify(issuer.token(issuer.old_key))));
    for (int minute = 0; minute < 3; ++minute) {
        for (int i = 0; i < 200; ++i) {
            const JwsKey key = JwsKey::from_secret(JwsAlgorithm::hs256, test::secret_a, std::to_string(i));
            CHECK(sync_wait(verify(issuer.token(key))).fault().jws == JwsFault::no_key);
        }
        CHECK(issuer.fetches == 1 + minute);
        issuer.clock->advance(1min);
    }
    // What is wrong in another way is no reason to fetch anything.
    const int fetches = issuer.fetches;
    for (const std::string& token : {std::string{"x"}, std::string(9'000, 'x'), issuer.token(issuer.old_key) + "AAAA"}) {
        CHECK_FALSE(sync_wait(verify(token)));
    }
    CHECK(issuer.fetches == fetches);
}

TEST_CASE("whoever needs keys at the same time waits for one fetch", "[jose]") {
    const JwsKey key = pair_of("k");
    const std::string text = JwsKeySet{key}.public_json();
    std::atomic<int> fetches = 0;
    const auto fetch = [&]() -> Task<std::string> {
        ++fetches;
        co_await sleep_for(5ms);
        co_return text;
    };
    const JwtVerifier verify{std::make_shared<FetchedKeys>(fetch), {.required = {}}};
    const std::string token = issue_jwt({}, key);
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] { right += sync_wait(verify(token)) ? 1 : 0; });
    }
    threads.clear();
    CHECK(right == 8);
    CHECK(fetches == 1);
}

TEST_CASE("while keys cannot be fetched, the old ones are used for their time", "[jose]") {
    Issuer issuer;
    const JwtVerifier verify{issuer.fetched(), {}, issuer.clock};
    const std::string token = issuer.token(issuer.old_key);
    CHECK(sync_wait(verify(token)));
    issuer.is_away = true;
    issuer.clock->advance(59min);
    CHECK(sync_wait(verify(token)));
    CHECK(issuer.fetches == 2);
    CHECK(sync_wait(verify(token)));
    CHECK(issuer.fetches == 2);
    issuer.clock->advance(1min);
    CHECK_THROWS_AS(sync_wait(verify(token)), JwsKeysUnavailable);
    CHECK(issuer.fetches == 3);
    issuer.is_away = false;
    CHECK_THROWS_AS(sync_wait(verify(token)), JwsKeysUnavailable);   // the pause is not over
    issuer.clock->advance(30s);
    CHECK(sync_wait(verify(token)));
    const auto lines = issuer.log->lines();
    REQUIRE(lines.size() == 2);
    CHECK(lines.front().find("connection refused") != std::string::npos);
}

TEST_CASE("what is no set of keys leaves those that there are", "[jose]") {
    Issuer issuer;
    const JwtVerifier verify{issuer.fetched(), {}, issuer.clock};
    const std::string token = issuer.token(issuer.old_key);
    const std::string text = std::exchange(issuer.text, "<html>");
    CHECK_THROWS_AS(sync_wait(verify(token)), JwsKeysUnavailable);
    issuer.text = text;
    issuer.clock->advance(30s);
    CHECK(sync_wait(verify(token)));
    for (const auto* wrong : {"", "{}", R"({"keys":[]})", R"({"keys":[{"kty":"new"}]})"}) {
        issuer.text = wrong;
        issuer.clock->advance(10min);
        CHECK(sync_wait(verify(token)));
    }
    CHECK(issuer.fetches == 6);
}

TEST_CASE("a function that holds its thread fetches on the worker pool", "[jose]") {
    WorkerPool workers{{.threads = 1, .queue = 4, .name = "worker"}};
    const JwsKey key = pair_of("k");
    std::thread::id fetched_on;
    const auto fetch = [&] {
        fetched_on = std::this_thread::get_id();
        return JwsKeySet{key}.public_json();
    };
    const JwtVerifier verify{std::make_shared<FetchedKeys>(fetch), {.required = {}}};
    const std::string token = issue_jwt({}, key);
    CHECK(sync_wait(verify(token), &workers));
    CHECK(fetched_on != std::this_thread::get_id());
    CHECK(fetched_on != std::thread::id{});
}

TEST_CASE("keys and verifiers that could not work are refused when they are set up", "[jose]") {
    const auto fetch = [] { return std::string{}; };
    FetchedKeysOptions options;
    options.usable = 1min;
    CHECK_THROWS_AS((FetchedKeys{fetch, options}), std::invalid_argument);
    options = {};
    options.clock = nullptr;
    CHECK_THROWS_AS((FetchedKeys{fetch, options}), std::invalid_argument);
    CHECK_THROWS_AS((JwtVerifier{std::shared_ptr<JwsKeySource>{}, {}}), std::invalid_argument);
    CHECK_THROWS_AS((JwtVerifier{JwsKeySet{}, {}, nullptr}), std::invalid_argument);
    CHECK_THROWS_AS(jwks(JwsKey::from_secret(JwsAlgorithm::hs256, test::secret_a)), std::invalid_argument);
}

TEST_CASE("keys that stay as they are verify tokens of others", "[jose]") {
    Issuer issuer;
    const JwtVerifier verify{JwsKeySet::from_json(issuer.text), {.audiences = {"shop"}}, issuer.clock};
    CHECK(sync_wait(verify(issuer.token(issuer.old_key))).fault().fault == JwtFault::wrong_audience);
    CHECK(sync_wait(verify(issuer.token(issuer.new_key))).fault().jws == JwsFault::no_key);
}
