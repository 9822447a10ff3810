// How Redis is reached, and what is found there.
#include <algorithm>
#include <array>
#include <fstream>

#include <catch2/catch.hpp>

#include <serval/redis.hpp>
#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/when_all.hpp>
#include <serval/testing.hpp>

#include "redis/redis_server.hpp"
#include "redis/tested_redis_store.hpp"
#include "wire/running_server.hpp"

using namespace serval;
using serval::test::RedisServer;
using namespace std::chrono_literals;

namespace {

RedisOptions options_of(std::string url) {
    RedisOptions options = test::shared_redis_options();
    options.url = std::move(url);
    return options;
}

bool is_let_in(const RedisOptions& options) {
    RedisStore store{options};
    try {
        sync_wait(store.set("a", "1", 1h));
        return sync_wait(store.get("a")) == "1";
    } catch (const StoreError&) {
        return false;
    }
}

}  // namespace

TEST_CASE("databases and prefixes keep apart what is stored", "[redis]") {
    const std::string url = test::shared_redis().url();
    RedisStore first{options_of(url + "?db=1")};
    RedisStore second{options_of(url + "?db=2")};
    RedisOptions prefixed = options_of(url + "?db=1");
    prefixed.prefix = "other:";
    RedisStore other{prefixed};
    sync_wait(first.set("a", "1", 1h));
    CHECK(sync_wait(second.get("a")) == std::nullopt);
    CHECK(sync_wait(other.get("a")) == std::nullopt);
    CHECK(sync_wait(RedisStore{options_of(url + "?db=1")}.get("a")) == "1");
}

TEST_CASE("keys have the prefix, and tell values from allowances", "[redis]") {
    redis::Connections connections{test::shared_redis_options()};
    RedisOptions options = test::shared_redis_options();
    options.prefix = "shop:";
    RedisStore store{options};
    test::command(connections, {"FLUSHALL"}).expect_done();
    sync_wait(store.set("a", "1", 1h));
    std::array<AllowanceClaim, 1> claims{AllowanceClaim{"a", {}}};
    CHECK(sync_wait(store.take(claims)));
    CHECK(test::command(connections, {"EXISTS", "shop:value:a", "shop:allowance:a"}).number() == 2);
    CHECK(test::command(connections, {"DBSIZE"}).number() == 2);
}

TEST_CASE("a password lets in who knows it, by a user's name or without", "[redis]") {
    const RedisServer server{{"--requirepass", "open sesame", "--user", "app", "on", ">secret", "~*", "+@all"}};
    const std::string place = server.url().substr(7);
    CHECK(is_let_in(options_of("unix://:open%20sesame@" + place)));
    CHECK(is_let_in(options_of("unix://app:secret@" + place)));
    CHECK_FALSE(is_let_in(options_of("unix://:open@" + place)));
    CHECK_FALSE(is_let_in(options_of("unix://app:open%20sesame@" + place)));
    CHECK_FALSE(is_let_in(options_of(server.url())));
}

TEST_CASE("a database that Redis does not have is told", "[redis]") {
    RedisStore store{options_of(test::shared_redis().url() + "?db=99")};
    CHECK_THROWS_WITH(sync_wait(store.get("a")), Catch::Contains("DB index is out of range"));
}

TEST_CASE("by TCP, and by TLS where the certificate is one to trust", "[redis]") {
    const TlsSettings certificate = wire::test_certificate();
    const TlsSettings stranger = wire::test_certificate();
    const std::string plain = std::to_string(test::free_port());
    const std::string secure = std::to_string(test::free_port());
    RedisServer server{{}};
    const auto file = [&](const std::string& name, const std::string& text) {
        const std::string path = server.directory() + "/" + name;
        std::ofstream{path} << text;
        return path;
    };
    server.restart_with({"--bind", "127.0.0.1", "--port", plain, "--tls-port", secure, "--tls-cert-file", file("certificate.pem", certificate.certificate),
                         "--tls-key-file", file("key.pem", certificate.key), "--tls-ca-cert-file", server.directory() + "/certificate.pem"});
    CHECK(is_let_in(options_of("redis://127.0.0.1:" + plain)));
    RedisOptions options = options_of("rediss://localhost:" + secure);
    options.tls = {.authorities = certificate.certificate, .certificate = certificate.certificate, .key = certificate.key};
    CHECK(is_let_in(options));
    options.tls.authorities = options.tls.certificate = server.directory() + "/certificate.pem";
    options.tls.key = server.directory() + "/key.pem";
    CHECK(is_let_in(options));
    options.tls.authorities = stranger.certificate;
    CHECK_FALSE(is_let_in(options));
    options.tls.authorities = certificate.certificate;
    options.url = "rediss://127.0.0.1:" + secure;   // the certificate is localhost's
    CHECK_FALSE(is_let_in(options));
    options.url = "rediss://localhost:" + secure;
    options.tls.certificate = options.tls.key = "";   // Redis wants to know who asks
    CHECK_FALSE(is_let_in(options));
    CHECK_FALSE(is_let_in(options_of("redis://127.0.0.1:" + secure)));
}

TEST_CASE("many tasks of one loop ask at once, and each gets its own answer", "[redis]") {
    RedisStore store{test::shared_redis_options()};
    const auto ask = [](RedisStore& of, int number) -> Task<bool> {
        const std::string key = "mine " + std::to_string(number);
        co_await of.set(key, std::to_string(number), 1h);
        const auto value = co_await of.get(key);
        co_return value == std::to_string(number);
    };
    std::vector<Task<bool>> all;
    for (int i = 0; i < 1'000; ++i) all.push_back(ask(store, i));
    const std::vector<bool> answers = sync_wait(when_all(std::move(all)));
    CHECK(std::count(answers.begin(), answers.end(), true) == 1'000);
}

TEST_CASE("a large value comes back whole", "[redis]") {
    RedisStore store{test::shared_redis_options()};
    std::string large(20 * 1024 * 1024, 'x');
    large.front() = '\0';
    large.back() = '\n';
    sync_wait(store.set("large", large, 1h));
    CHECK(sync_wait(store.get("large")) == large);
    sync_wait(store.erase("large"));
}

TEST_CASE("a blocking handler and a coroutine of an app share what is stored", "[redis]") {
    App app{test::settings()};
    const auto store = std::make_shared<RedisStore>(test::shared_redis_options());
    sync_wait(store->erase("visits"));
    app.store_in(store);
    app.get<"/blocking">([](Inject<SharedStore> of) { return sync_wait(of->increment("visits", 1, 1h)); }).blocking();
    app.get<"/coroutine">([](Inject<SharedStore> of) -> Task<std::int64_t> { co_return co_await of->increment("visits", 1, 1h); });
    test::Client client{std::move(app)};
    CHECK(client.get("/blocking").body() == "1");
    CHECK(client.get("/coroutine").body() == "2");
    CHECK(client.get("/blocking").body() == "3");
}
