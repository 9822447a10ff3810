#include <catch2/catch.hpp>

#include <serval/server/settings.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

Settings with(std::string_view value) {
    Settings settings;
    settings.set("own.value", value);
    return settings;
}

}  // namespace

TEST_CASE("a setting of the program's own is read as what the program wants", "[server]") {
    REQUIRE(with("books.db").get<std::string>("own.value") == "books.db");
    REQUIRE(with("on").get<bool>("own.value"));
    REQUIRE(with("-3").get<int>("own.value") == -3);
    REQUIRE(with("64KiB").get<std::size_t>("own.value") == 65536);
    REQUIRE(with("0.25").get<double>("own.value") == 0.25);
    REQUIRE(with("5m").get<std::chrono::seconds>("own.value") == 300s);
    REQUIRE(with("5m").get<std::chrono::duration<double>>("own.value").count() == 300.0);
    REQUIRE(with("a, b").get<std::vector<std::string>>("own.value") == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a setting of the program's own that was not set is what the program says", "[server]") {
    const Settings settings;
    REQUIRE(settings.get<std::string>("own.value", "books.db") == "books.db");
    REQUIRE(settings.get("own.value", 7) == 7);
    REQUIRE(settings.get("own.value", 30s) == 30s);
    REQUIRE_FALSE(settings.find<bool>("own.value"));
}

TEST_CASE("a setting of the program's own that it needs is asked for with how to give it", "[server]") {
    REQUIRE_THROWS_WITH(Settings{}.get<std::string>("database.path"),
                        "a setting is wrong:\n  database.path (not set): is needed; give --set database.path=…, "
                        "SERVAL_DATABASE__PATH, or its line in the settings file");
}

TEST_CASE("a value that is not what the program wants is refused with its source", "[server]") {
    const auto settings = Settings::from({"--set", "own.value=many"}, {"SERVAL_OWN__SMALL=300", "SERVAL_OWN__FINE=1500ms"});
    REQUIRE_THROWS_WITH(settings.get<bool>("own.value"), "a setting is wrong:\n  own.value (--set): \"many\" is not true or false");
    REQUIRE_THROWS_WITH(settings.get<double>("own.value"), Catch::EndsWith("\"many\" is not a number"));
    REQUIRE_THROWS_WITH(settings.get<std::uint8_t>("own.small"),
                        Catch::EndsWith("own.small (SERVAL_OWN__SMALL): \"300\" is not a whole number from 0 to 255"));
    REQUIRE_THROWS_WITH(settings.get<unsigned>("own.value"), Catch::EndsWith("is not a whole number from 0 to 4294967295"));
    REQUIRE_THROWS_WITH(with("-1").get<std::uint64_t>("own.value"), Catch::Contains("\"-1\" is not a whole number from 0"));
    REQUIRE_THROWS_WITH(settings.get<std::chrono::minutes>("own.value"), Catch::Contains("is not a duration with its unit"));
    REQUIRE_THROWS_WITH(settings.get<std::chrono::seconds>("own.fine"), Catch::Contains("is finer than the program can tell"));
}

TEST_CASE("a secret of the program's own that is wrong is not told", "[server]") {
    Settings settings;
    settings.set("pin.token", "swordfish");
    REQUIRE_THROWS_WITH(settings.get<int>("pin.token"), !Catch::Contains("swordfish"));
}

TEST_CASE("Serval's settings are read as members only", "[server]") {
    REQUIRE_THROWS_AS(Settings{}.get("threads", 1), std::invalid_argument);
}

TEST_CASE("code sets Serval's settings and the program's own by their keys, under the same rules", "[server]") {
    Settings settings;
    settings.set("limits.body_octets", "1KiB").set("database.path", "books.db");
    REQUIRE(settings.limits.body_octets == 1024);
    REQUIRE(settings.get<std::string>("database.path") == "books.db");
    REQUIRE_THROWS_AS(settings.set("limits.body", "1"), SettingsError);
    REQUIRE_THROWS_AS(settings.set("path", "1"), SettingsError);
    REQUIRE_THROWS_AS(settings.set("threads", "many"), SettingsError);
    REQUIRE(settings.threads == 0);
}
