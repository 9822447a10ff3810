#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include <serval/logging/memory_log.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Database {
    bool answers = true;
    bool connected = false;
};

App make_app(Settings settings, Database& database) {
    App app{std::move(settings)};
    // [hooks]
    app.on_start([&database] { database.connected = true; });
    app.on_stop([&database] { database.connected = false; });
    app.ready_when("database", [&database] { return database.answers; });
    // [/hooks]
    return app;
}

}  // namespace

TEST_CASE("hooks run around an app's life, and readiness asks its checks", "[docs]") {
    Database database;
    {
        test::Client client{make_app(test::settings(), database)};
        CHECK(database.connected);
        CHECK(client.get("/readyz").body() == R"({"status":"ok","checks":{"database":true}})");
        CHECK(client.get("/healthz").body() == R"({"status":"ok","checks":{}})");
        database.answers = false;
        const auto answer = client.get("/readyz");
        CHECK(answer.status() == Status::service_unavailable);
        CHECK(answer.body() == R"({"status":"not ready","checks":{"database":false}})");
    }
    CHECK_FALSE(database.connected);
}

TEST_CASE("a limit on content can be an endpoint's own", "[docs]") {
    App app{test::settings()};
    // [body_limit]
    app.post<"/notes">([](Body<std::string> text) { return *text; }).body_limit(16);
    // [/body_limit]
    test::Client client{std::move(app)};
    CHECK(client.post("/notes", Json("short")).status() == Status::created);
}

TEST_CASE("each request can have a line in the log", "[docs]") {
    const auto lines = std::make_shared<MemoryLog>();
    Settings settings = test::settings();
    settings.log.access = true;
    App app{settings};
    app.log_to(Log{lines});
    app.get<"/books">([] { return 1; });
    test::Client client{std::move(app)};
    const auto response = client.request(Method::get, "/books?q=dune").header("X-Request-Id", "b7e1f0").send();
    CHECK(response.header("X-Request-Id") == "b7e1f0");
    REQUIRE(lines->lines().size() == 1);
    const std::string line = lines->lines()[0];
    CHECK(line.find(R"(info request method=GET target="/books?q=*" status=200 bytes=1 microseconds=)") == 0);
    CHECK(line.find(" remote=127.0.0.1 request_id=b7e1f0") != std::string::npos);
}

TEST_CASE("a handler's lines name its request", "[docs]") {
    const auto lines = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{lines});
    // [request_log]
    app.post<"/orders">([](Inject<Log> log) { log->info("order taken", {{"order", 7}}); });
    // [/request_log]
    test::Client client{std::move(app)};
    std::ignore = client.request(Method::post, "/orders").header("X-Request-Id", "b7e1f0").send();
    CHECK(lines->contains("info order taken request_id=b7e1f0 trace_id="));
}

TEST_CASE("log lines have a message and fields", "[docs]") {
    const auto lines = std::make_shared<MemoryLog>();
    const Log log{lines};
    // [log]
    log.info("order taken", {{"order", 7}, {"customer", "Ada"}});
    // [/log]
    CHECK(lines->lines() == std::vector<std::string>{"info order taken order=7 customer=Ada"});
}
