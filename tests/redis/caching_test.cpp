// Answers that several processes share, in a Redis.
#include <string>

#include <catch2/catch.hpp>

#include <serval/caching/shared_cache.hpp>
#include <serval/redis.hpp>
#include <serval/testing.hpp>

#include "redis/tested_redis_store.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** What each of two processes would run, with a store of its own. */
App shop(std::shared_ptr<int> calls, const std::string& prefix) {
    RedisOptions options = test::shared_redis_options();
    options.prefix = prefix;
    App app{test::settings()};
    const auto store = std::make_shared<RedisStore>(options);
    app.store_in(store).cache_in(shared_response_cache(store));
    app.get<"/books">([calls] { return Response{Status::ok, std::string("\0\r\n\xFF", 4) + std::to_string(++*calls), "text/plain"}; })
        .cache(1h, tagged("books"));
    app.post<"/books">([calls](Body<std::string>) { return ++*calls; }).evicts("books").idempotent();
    return app;
}

}  // namespace

TEST_CASE("two processes share answers, evictions and what was sent before, in Redis", "[redis]") {
    const auto calls = std::make_shared<int>(0);
    test::Client here{shop(calls, "caching:")};
    test::Client there{shop(calls, "caching:")};
    const std::string first = here.get("/books").body();
    CHECK(first == std::string("\0\r\n\xFF", 4) + "1");
    CHECK(there.get("/books").body() == first);
    CHECK(there.get("/books").headers().contains("Age"));

    const auto add = [](test::Client& client, const Json& title) {
        return client.request(Method::post, "/books").json(title).header("Idempotency-Key", "k").send();
    };
    CHECK(add(there, "Dune").body() == "2");
    CHECK(here.get("/books").body().back() == '3');
    CHECK(add(here, "Dune").body() == "2");
    CHECK(add(here, "Ubik").status() == Status::unprocessable_content);
    CHECK(there.get("/books").body().back() == '3');   // what did not run has evicted nothing
}
