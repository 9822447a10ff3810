#include <catch2/catch.hpp>

#include <serval/server/settings.hpp>

using namespace serval;

TEST_CASE("a program is told what to do by a command, before or behind flags", "[server]") {
    REQUIRE(Settings::from({"serve"}, {}).command == Command::serve);
    REQUIRE(Settings::from({"routes"}, {}).command == Command::routes);
    REQUIRE(Settings::from({"openapi"}, {}).command == Command::openapi);
    REQUIRE(Settings::from({"check"}, {}).command == Command::check);
    for (const auto& arguments :
         {std::vector<std::string>{"check", "--threads", "2"}, std::vector<std::string>{"--threads=2", "check"}}) {
        const auto settings = Settings::from(arguments, {});
        REQUIRE(settings.command == Command::check);
        REQUIRE(settings.threads == 2);
    }
}

TEST_CASE("a switch is turned on, off, or told", "[server]") {
    REQUIRE(Settings::from({"--log-access"}, {}).log.access);
    REQUIRE(Settings::from({"--log-access=true"}, {}).log.access);
    REQUIRE_FALSE(Settings::from({"--no-log-access"}, {"SERVAL_LOG__ACCESS=true"}).log.access);
    REQUIRE_FALSE(Settings::from({"--log-access=false"}, {"SERVAL_LOG__ACCESS=true"}).log.access);
    REQUIRE_FALSE(Settings::from({"--no-log-access"}, {}).log.access);
}

TEST_CASE("addresses to listen on are given by several flags or with commas", "[server]") {
    const std::vector<ListenAddress> both{{"127.0.0.1", 1}, {"::1", 2}};
    REQUIRE(Settings::from({"--listen", "127.0.0.1:1", "--listen", "[::1]:2"}, {}).listen == both);
    REQUIRE(Settings::from({"--listen=127.0.0.1:1,[::1]:2"}, {}).listen == both);
}

TEST_CASE("help is a command that names every flag, whatever else is wrong", "[server]") {
    Program program;
    program.name = "/usr/bin/bookstore";
    program.own = {{"database.path", "Where the books are kept"}};
    const auto flag = GENERATE(as<std::string>{}, "--help", "-h");
    const auto settings = Settings::from({"routes", "--nonsense", flag, "--threads", "many"}, {}, program);
    REQUIRE(settings.command == Command::help);
    REQUIRE_THAT(settings.output, Catch::Contains("bookstore") && !Catch::Contains("/usr/bin"));
    REQUIRE_THAT(settings.output, Catch::Contains("--no-log-access") && !Catch::Contains("{false}"));
    for (const auto* text :
         {"--listen", "--tls-key", "--limits-body-octets", "[1MiB]", "--set", "--config", "--database-path",
          "Where the books are kept", "SERVAL_LIMITS__BODY_OCTETS", "serve", "routes", "openapi", "check", "--format", "--output", "--check"}) {
        REQUIRE_THAT(settings.output, Catch::Contains(text));
    }
}

TEST_CASE("the command openapi is told in what form to write the document, and where", "[server]") {
    const auto document_of = [](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "openapi");
        return Settings::from(arguments, {}).document;
    };
    REQUIRE(document_of({}).format == DocumentFormat::json);
    REQUIRE(document_of({}).file.empty());
    REQUIRE(document_of({"--format", "yaml"}).format == DocumentFormat::yaml);
    REQUIRE(document_of({"--output", "api.json"}).file == "api.json");
    REQUIRE(document_of({"--output=api.yml"}).format == DocumentFormat::yaml);
    REQUIRE(document_of({"--output", "api.yaml", "--format", "json"}).format == DocumentFormat::json);
    REQUIRE_FALSE(document_of({"--output", "api.json"}).check);
    REQUIRE(document_of({"--check", "--output", "api.json"}).check);
    REQUIRE(Settings::from({"openapi", "--openapi-version", "3.0"}, {}).openapi.version == OpenApiVersion::v3_0);
}

TEST_CASE("the version is a command that says the program's name and version", "[server]") {
    Program program;
    program.name = "bookstore";
    program.version = "1.2.3";
    const auto settings = Settings::from({"--version"}, {}, program);
    REQUIRE(settings.command == Command::version);
    REQUIRE(settings.output == "bookstore 1.2.3\n");
}

TEST_CASE("main's arguments begin behind the program's name", "[server]") {
    const char* const arguments[] = {"./bookstore", "check", "--threads", "2", nullptr};
    const auto settings = Settings::from(4, arguments);
    REQUIRE(settings.command == Command::check);
    REQUIRE(settings.threads == 2);
    const char* const version[] = {"./bookstore", "--version", nullptr};
    REQUIRE(Settings::from(2, version).output == "bookstore unversioned\n");
}

TEST_CASE("a flag of the program's own sets the setting it was declared for", "[server]") {
    Program program;
    program.own = {{"database.path", "Where the books are kept"}};
    const auto settings = Settings::from({"--database-path", "books.db"}, {"SERVAL_DATABASE__PATH=other.db"}, program);
    REQUIRE(settings.get<std::string>("database.path") == "books.db");
}

TEST_CASE("a setting of the program's own may have a flag that its key does not make", "[server]") {
    Program program;
    program.own = {{.key = "store.url", .help = "Where the store is", .flag = "--redis"}};
    REQUIRE(Settings::from({"--redis", "redis://cache"}, {}, program).get<std::string>("store.url") == "redis://cache");
    REQUIRE(Settings::from({}, {"SERVAL_STORE__URL=redis://cache"}, program).get<std::string>("store.url") == "redis://cache");
    REQUIRE_THROWS_AS(Settings::from({"--store-url", "redis://cache"}, {}, program), SettingsError);
    REQUIRE_THAT(Settings::from({"--help"}, {}, program).output, Catch::Contains("--redis") && !Catch::Contains("--store-url"));
}

TEST_CASE("a flag that is none, or is another setting's already, is refused where it is declared", "[server]") {
    const std::string flag = GENERATE("redis", "--", "--Redis", "--threads", "--help", "--database-path");
    Program program;
    program.own = {{"database.path"}, {.key = "store.url", .flag = flag}};
    REQUIRE_THROWS_AS(Settings::from(std::vector<std::string>{}, {}, program), std::invalid_argument);
}

TEST_CASE("a setting that cannot be the program's own is refused where it is declared", "[server]") {
    const std::string key = GENERATE("path", "limits.path", ".path");
    Program program;
    program.own = {{key}};
    REQUIRE_THROWS_AS(Settings::from(std::vector<std::string>{}, {}, program), std::invalid_argument);
}
