#include <catch2/catch.hpp>

#include <serval/server/settings.hpp>

#include "temporary_file.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

std::map<std::string, Settings::Entry> by_key(const Settings& settings) {
    std::map<std::string, Settings::Entry> all;
    for (const auto& entry : settings.entries()) all[entry.key] = entry;
    return all;
}

}  // namespace

TEST_CASE("settings that nobody set are the defaults", "[server]") {
    const Settings settings = Settings::from(std::vector<std::string>{}, {});
    REQUIRE(settings.command == Command::serve);
    REQUIRE(settings.listen == std::vector<ListenAddress>{{"127.0.0.1", 8000}});
    REQUIRE(settings.threads == 0);
    REQUIRE(settings.stop_timeout == 30s);
    REQUIRE(settings.secret_key.empty());
    REQUIRE(settings.errors == ErrorStyle::problem);
    REQUIRE_FALSE(settings.tls.enabled());
    REQUIRE(settings.limits.body_octets == 1024 * 1024);
    REQUIRE(settings.log.level == LogLevel::info);
    REQUIRE(settings.docs.openapi == "/openapi.json");
    REQUIRE(settings.openapi.version == OpenApiVersion::v3_1);
    for (const auto& entry : settings.entries()) REQUIRE(entry.source == "default");
}

TEST_CASE("flags win over the environment, the environment over the file, the file over the defaults", "[server]") {
    const auto [in_file, in_environment, in_flags, threads] = GENERATE(table<bool, bool, bool, int>({
        {false, false, false, 0},
        {true, false, false, 1},
        {false, true, false, 2},
        {true, true, false, 2},
        {false, false, true, 3},
        {true, false, true, 3},
        {false, true, true, 3},
        {true, true, true, 3},
    }));
    const TemporaryFile file{in_file ? "threads = 1\n[database]\npool = 1" : ""};
    std::vector<std::string> arguments{"--config", file.path()};
    std::vector<std::string> environment{"PATH=/bin"};
    if (in_environment) environment.insert(environment.end(), {"SERVAL_THREADS=2", "SERVAL_DATABASE__POOL=2"});
    if (in_flags) arguments.insert(arguments.end(), {"--threads", "3", "--set", "database.pool=3"});

    const auto settings = Settings::from(arguments, environment);
    REQUIRE(settings.threads == static_cast<unsigned>(threads));
    REQUIRE(settings.get("database.pool", 0) == threads);
    const std::string source = in_flags         ? "--threads"
                               : in_environment ? "SERVAL_THREADS"
                               : in_file        ? file.path() + ":1:11"
                                                : "default";
    REQUIRE(by_key(settings)["threads"].source == source);
}

TEST_CASE("every kind of setting is read from the environment by one rule", "[server]") {
    const auto settings = Settings::from(std::vector<std::string>{}, {"SERVAL_LISTEN=0.0.0.0:80, [::]:80",
                                              "SERVAL_STOP_TIMEOUT=5m",
                                              "SERVAL_ERRORS=detail_list",
                                              "SERVAL_LIMITS__BODY_OCTETS=64KiB",
                                              "SERVAL_LIMITS__CONNECTIONS_PER_ADDRESS=100",
                                              "SERVAL_LOG__LEVEL=warning",
                                              "SERVAL_LOG__FORMAT=json",
                                              "SERVAL_LOG__QUERY=none",
                                              "SERVAL_DOCS__REDOC="});
    REQUIRE(settings.listen == std::vector<ListenAddress>{{"0.0.0.0", 80}, {"::", 80}});
    REQUIRE(settings.stop_timeout == 5min);
    REQUIRE(settings.errors == ErrorStyle::detail_list);
    REQUIRE(settings.limits.body_octets == 65536);
    REQUIRE(settings.limits.connections_per_address == 100);
    REQUIRE(settings.log.level == LogLevel::warning);
    REQUIRE(settings.log.format == LogFormat::json);
    REQUIRE(settings.log.query == LoggedQuery::omitted);
    REQUIRE(settings.docs.redoc.empty());
}

TEST_CASE("a program's own prefix names its variables, and those of others are left alone", "[server]") {
    Program program;
    program.environment_prefix = "BOOKSTORE";
    const auto settings =
        Settings::from({}, {"BOOKSTORE_THREADS=2", "SERVAL_WORKERS=7", "BOOKSTORES_X=1", "SERVAL_NONSENSE__X"}, program);
    REQUIRE(settings.threads == 2);
    REQUIRE(settings.workers == Settings{}.workers);
}

TEST_CASE("variables that only begin like ours are left alone", "[server]") {
    const auto settings =
        Settings::from(std::vector<std::string>{},
                       {"SERVAL_PORT=tcp://10.0.0.1:80", "SERVAL_SERVICE_HOST=10.0.0.1", "SERVAL_=x", "SERVAL"});
    for (const auto& entry : settings.entries()) REQUIRE(entry.source == "default");
}

TEST_CASE("what is shown of settings makes the same settings again", "[server]") {
    auto settings = Settings::from(
        {"--listen", "[::1]:0", "--listen", "localhost:1", "--threads", "3", "--log-format=json", "--no-docs-enabled",
         "--limits-idle-deadline", "1500ms", "--limits-body-octets", "2GiB", "--set", "a.b=c d"},
        {});
    settings.docs.swagger.clear();
    Settings again;
    for (const auto& entry : settings.entries()) again.set(entry.key, entry.value);
    REQUIRE(again.listen == settings.listen);
    REQUIRE(again.limits.idle_deadline == 1500ms);
    for (const auto& [key, entry] : by_key(settings)) REQUIRE(by_key(again)[key].value == entry.value);
}

TEST_CASE("what code set is told from what was given", "[server]") {
    auto settings = Settings::from({"--threads", "3", "--workers", "5"}, {});
    settings.threads = 4;
    settings.log.access = true;
    settings.set("log.level", "debug");
    auto entries = by_key(settings);
    REQUIRE(entries["threads"].source == "code");
    REQUIRE(entries["workers"].source == "--workers");
    REQUIRE(entries["log.access"].source == "code");
    REQUIRE(entries["log.level"].source == "code");
    REQUIRE(entries["log.format"].source == "default");
}

TEST_CASE("secrets are never shown", "[server]") {
    const std::string secret = "an octet string that nobody must see";
    Program program;
    program.own = {{"mail.account", "", true}};
    const auto settings =
        Settings::from({"--secret-key", secret, "--mail-account", secret, "--set", "api.token=" + secret, "--set",
                        "database.password=" + secret, "--set", "database.url=postgres://ada:" + secret + "@db/books",
                        "--tls-certificate=-----BEGIN X" + secret, "--tls-key=-----BEGIN X" + secret},
                       {}, program);
    REQUIRE(settings.secret_key == secret);
    REQUIRE(settings.get<std::string>("api.token") == secret);
    REQUIRE(settings.describe().find(secret) == std::string::npos);
    auto entries = by_key(settings);
    REQUIRE(entries["secret_key"].value == "***");
    REQUIRE(entries["database.url"].value == "postgres://ada:***@db/books");
    REQUIRE(by_key(Settings{})["secret_key"].value.empty());
}

TEST_CASE("settings are described in a table", "[server]") {
    const std::string table = Settings::from({"--set", "database.path=books.db"}, {"SERVAL_LISTEN=localhost:80"}).describe();
    REQUIRE_THAT(table, Catch::StartsWith("listen                            localhost:80"));
    REQUIRE_THAT(table, Catch::Contains("SERVAL_LISTEN\n"));
    REQUIRE_THAT(table, Catch::Contains("\ndatabase.path                     books.db"));
}
