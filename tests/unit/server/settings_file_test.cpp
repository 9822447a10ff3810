#include <catch2/catch.hpp>

#include <serval/server/settings.hpp>

#include "temporary_file.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

Settings from_file(std::string_view content) {
    const TemporaryFile file{content};
    return Settings::from({"--config", file.path()}, {});
}

/** While it lives, the program works in an empty directory. */
class WorkingDirectory {
public:
    WorkingDirectory() : before_{std::filesystem::current_path()} {
        std::string pattern = (std::filesystem::temp_directory_path() / "serval-settings-XXXXXX").string();
        own_ = ::mkdtemp(pattern.data());
        std::filesystem::current_path(own_);
    }
    ~WorkingDirectory() {
        std::filesystem::current_path(before_);
        std::filesystem::remove_all(own_);
    }
    WorkingDirectory(const WorkingDirectory&) = delete;
    WorkingDirectory& operator=(const WorkingDirectory&) = delete;

private:
    std::filesystem::path before_;
    std::filesystem::path own_;
};

/** What is wrong with a file of that content, its path left out. */
std::string mistakes_in(std::string_view content) {
    const TemporaryFile file{content};
    try {
        const auto unexpected = Settings::from({"--config", file.path()}, {});
        return "nothing in\n" + unexpected.describe();
    } catch (const SettingsError& error) {
        std::string text = error.what();
        for (auto at = text.find(file.path()); at != text.npos; at = text.find(file.path()))
            text.replace(at, file.path().size(), "F");
        return text;
    }
}

}  // namespace

TEST_CASE("a settings file sets values of every kind", "[server]") {
    const auto settings = from_file(R"(
listen = ["127.0.0.1:1", "[::1]:2"]
threads = 2
stop_timeout = "250ms"

[limits]
body_octets = "2MiB"
drained_octets = 1024
head_deadline = "5s"

[log]
format = "json"
access = true
)");
    REQUIRE(settings.listen == std::vector<ListenAddress>{{"127.0.0.1", 1}, {"::1", 2}});
    REQUIRE(settings.threads == 2);
    REQUIRE(settings.log.access);
    REQUIRE(settings.stop_timeout == 250ms);
    REQUIRE(settings.limits.body_octets == 2 * 1024 * 1024);
    REQUIRE(settings.limits.drained_octets == 1024);
    REQUIRE(settings.limits.head_deadline == 5s);
    REQUIRE(settings.log.format == LogFormat::json);
}

TEST_CASE("sections of the program's own are kept, whatever is in them", "[server]") {
    const auto settings = from_file(R"(
[database]
path = "books.db"
pool = 4
ratio = 0.5
since = 2026-01-31
at = 07:30:00
when = 2026-01-31T07:30:00Z
tags = ["a", "b, c"]
none = []
[database.backup]
every = "1h"
[[mirror]]
url = "http://one"
[[mirror]]
url = "http://two"
)");
    REQUIRE(settings.get<std::string>("database.path") == "books.db");
    REQUIRE(settings.get<int>("database.pool") == 4);
    REQUIRE(settings.get<double>("database.ratio") == 0.5);
    REQUIRE(settings.get<std::string>("database.since") == "2026-01-31");
    REQUIRE_THAT(settings.get<std::string>("database.at"), Catch::StartsWith("07:30:00"));
    REQUIRE_THAT(settings.get<std::string>("database.when"), Catch::StartsWith("2026-01-31T07:30:00"));
    REQUIRE(settings.get<std::vector<std::string>>("database.tags") == std::vector<std::string>{"a", "b, c"});
    REQUIRE(settings.get<std::vector<std::string>>("database.none").empty());
    REQUIRE(settings.get<std::chrono::minutes>("database.backup.every") == 60min);
    REQUIRE(settings.get<std::string>("mirror.1.url") == "http://two");
}

TEST_CASE("the file that the environment names is read, unless a flag names another", "[server]") {
    const TemporaryFile one{"threads = 1"};
    const TemporaryFile two{"threads = 2"};
    REQUIRE(Settings::from(std::vector<std::string>{}, {"SERVAL_CONFIG=" + one.path()}).threads == 1);
    REQUIRE(Settings::from({"--config", two.path()}, {"SERVAL_CONFIG=" + one.path()}).threads == 2);
}

TEST_CASE("a file named for the program in the working directory is read when nobody names another", "[server]") {
    const WorkingDirectory directory;
    std::ofstream{"bookstore.toml"} << "threads = 5";
    Program program;
    program.environment_prefix = "BOOKSTORE";
    REQUIRE(Settings::from(std::vector<std::string>{}, {}, program).threads == 5);
    REQUIRE(Settings::from(std::vector<std::string>{}, {}).threads == 0);
    const TemporaryFile other{"threads = 6"};
    REQUIRE(Settings::from({"--config", other.path()}, {}, program).threads == 6);
}

TEST_CASE("a file that is named must be there, one that is not need not be", "[server]") {
    REQUIRE_THROWS_WITH(Settings::from({"--config", "/nowhere/serval.toml"}, {}),
                        Catch::Contains("/nowhere/serval.toml: cannot be read: No such file or directory"));
    REQUIRE_THROWS_WITH(Settings::from({"--config", "/"}, {}), Catch::Contains("/: cannot be read: Is a directory"));
    REQUIRE_NOTHROW(from_file(""));
}

TEST_CASE("a file that is no TOML is refused with the place", "[server]") {
    REQUIRE_THAT(mistakes_in("threads = 1\nworkers = = 2\n"), Catch::Contains("\n  F:2:11: "));
}

TEST_CASE("an unknown key in a section of Serval's is refused with its place and what was meant", "[server]") {
    REQUIRE(mistakes_in("[limits]\nbody_octet = 1\n") ==
            "a setting is wrong:\n  limits.body_octet (F:2:14): is no setting; did you mean limits.body_octets?");
    REQUIRE(mistakes_in("thread = 1\n") ==
            "a setting is wrong:\n  thread (F:1:10): is no setting; did you mean threads? (a program's own settings stand "
            "in sections)");
    REQUIRE(mistakes_in("[tls]\ncolour = 1\n") == "a setting is wrong:\n  tls.colour (F:2:10): is no setting");
}

TEST_CASE("sections and settings are not taken for each other", "[server]") {
    REQUIRE(mistakes_in("limits = 5\n") == "a setting is wrong:\n  limits (F:1:10): is a section, not a setting: write [limits]");
    REQUIRE(mistakes_in("[listen]\nport = 1\n") == "a setting is wrong:\n  listen.port (F:2:8): \"listen\" is a setting, not a section");
    REQUIRE_THAT(mistakes_in("[limit]\nbody_octets = 1\n"), Catch::Contains("is no setting; did you mean limits.body_octets?"));
    REQUIRE_THAT(mistakes_in("[logs]\nlevel = 'info'\n"), Catch::Contains("is no setting; did you mean log.level?"));
    REQUIRE(from_file("[logs]\ncolour = 'red'\n").get<std::string>("logs.colour") == "red");
}
