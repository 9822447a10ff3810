#include <catch2/catch.hpp>

#include <serval/server/settings.hpp>

#include "temporary_file.hpp"

using namespace serval;

namespace {

/** Key, source and message of everything that is wrong. */
std::vector<std::string> mistakes_of(const std::vector<std::string>& arguments,
                                     const std::vector<std::string>& environment = {}) {
    std::vector<std::string> all;
    try {
        const auto unexpected = Settings::from(arguments, environment);
    } catch (const SettingsError& error) {
        for (const auto& mistake : error.mistakes())
            all.push_back(mistake.key + "|" + mistake.source + "|" + mistake.message);
    }
    return all;
}

using All = std::vector<std::string>;

}  // namespace

TEST_CASE("all that is wrong in every source is told at once", "[server]") {
    const TemporaryFile file{"threads = 'few'\n[limits]\nhead_octets = 1\nbody_octets = '1 megabyte'\n"};
    const auto& at = file.path();
    const All arguments{"--config", at,          "--lissen", "127.0.0.1:80", "--threads", "many",
                        "--no-such", "start", "--set",    "x",            "--workers"};
    REQUIRE(mistakes_of(arguments, {"SERVAL_WORKERS=0", "SERVAL_LIMITS__BODY=1", "SERVAL_WORKERZ=1"}) ==
            All{"limits.body_octets|" + at + ":4:15|\"1 megabyte\" is not a size such as 64KiB, 1MiB or 4096",
                "limits.head_octets|" + at + ":3:15|\"1\" is too little: at least 256B",
                "threads|" + at + ":1:11|\"few\" is not a whole number from 0 to 1024",
                "workers|SERVAL_WORKERS|\"0\" is not a whole number from 1 to 4096",
                "limits.body|SERVAL_LIMITS__BODY|is no setting",
                "workerz|SERVAL_WORKERZ|is no setting; did you mean workers? (a program's own settings stand in sections)",
                "|--set|\"x\" is not a key and a value, such as database.path=books.db",
                "|--lissen|is no flag; did you mean --listen?",
                "|--no-such|is no flag",
                "threads|--threads|\"many\" is not a whole number from 0 to 1024",
                "workers|--workers|\"\" is not a whole number from 1 to 4096"});
}

TEST_CASE("the list of mistakes is what the error says", "[server]") {
    try {
        const auto unexpected = Settings::from({"--threads", "many", "--lissen"}, {});
        FAIL("nothing was wrong");
    } catch (const SettingsError& error) {
        REQUIRE(std::string{error.what()} ==
                "2 settings are wrong:\n"
                "  --lissen: is no flag; did you mean --listen?\n"
                "  threads (--threads): \"many\" is not a whole number from 0 to 1024");
    }
}

TEST_CASE("a mistake counts even where a better source overrides it", "[server]") {
    REQUIRE(mistakes_of({"--threads", "2"}, {"SERVAL_THREADS=many"}) ==
            All{"threads|SERVAL_THREADS|\"many\" is not a whole number from 0 to 1024"});
}

TEST_CASE("a value that its setting cannot take is refused with what it can take", "[server]") {
    const auto [key, value, message] = GENERATE(table<std::string, std::string, std::string>({
        {"listen", "8000", "\"8000\" is not an address such as 127.0.0.1:8000, [::1]:8000, localhost:8000 or unix:/run/app.sock"},
        {"listen", "127.0.0.1:1,,", "\"\" is not an address such as 127.0.0.1:8000, [::1]:8000, localhost:8000 or unix:/run/app.sock"},
        {"listen", "", "needs at least one address, such as 127.0.0.1:8000"},
        {"threads", "1025", "\"1025\" is not a whole number from 0 to 1024"},
        {"stop_timeout", "30", "\"30\" is not a duration with its unit, such as 250ms, 30s, 5m or 1h"},
        {"log.access", "maybe", "\"maybe\" is not true or false"},
        {"errors", "xml", "\"xml\" is not one of problem, drf, detail_list"},
        {"log.level", "loud", "\"loud\" is not one of debug, info, warning, error, off"},
        {"log.destination", "", "\"\" is not stderr, stdout or the path of a file"},
        {"docs.openapi", "openapi.json", "\"openapi.json\" is not a path that begins with /, or nothing"},
        {"openapi.version", "2.0", "\"2.0\" is not one of 3.0, 3.1, 3.2"},
        {"limits.connections", "0", "\"0\" is not a whole number from 1 to 10000000"},
    }));
    REQUIRE(mistakes_of({"--set", key + "=" + value}) == All{key + "|--set|" + message});
}

TEST_CASE("all that is wrong with the flags of the command openapi is told at once", "[server]") {
    REQUIRE(mistakes_of({"openapi", "--format", "xml", "--check", "--formt", "json"}) ==
            All{"|--format|\"xml\" is not one of json, yaml",
                "|--check|needs --output FILE: the file that the document is compared with",
                "|--formt|is no flag; did you mean --format?"});
    REQUIRE(mistakes_of({"openapi", "--output"}) == All{"|--output|\"\" is not the path of a file"});
    REQUIRE(mistakes_of({"openapi", "--output", "a", "--output", "b"}) == All{"|--output|takes one value, not 2"});
    REQUIRE(mistakes_of({"routes", "--format", "yaml", "--check"}) ==
            All{"|--format|is a flag of the command openapi alone", "|--check|is a flag of the command openapi alone"});
}

TEST_CASE("a setting that takes one value is not given two", "[server]") {
    REQUIRE(mistakes_of({"--threads", "1", "--threads", "2"}) == All{"threads|--threads|takes one value, not 2"});
}

TEST_CASE("a word that is no command is refused", "[server]") {
    REQUIRE(mistakes_of({"server"}) == All{"|command line|\"server\" is not expected here; did you mean serve?"});
    REQUIRE(mistakes_of({"serve", "routes"}) == All{"|command line|\"routes\" is not expected here; one command at a time"});
    REQUIRE(mistakes_of({"dance"}) == All{"|command line|\"dance\" is not expected here"});
}

TEST_CASE("a secret that is wrong is not told", "[server]") {
    REQUIRE(mistakes_of({"--secret-key", "swordfish"}) ==
            All{"secret_key|--secret-key|is too short: at least 32 octets, such as `openssl rand -hex 32` prints"});
}

TEST_CASE("a value is made safe to print and cut short", "[server]") {
    REQUIRE(mistakes_of({"--threads", "\x1b[2J\n" + std::string(100, '9')}) ==
            All{R"(threads|--threads|"\x1b[2J\n)" + std::string(55, '9') + "…\" is not a whole number from 0 to 1024"});
}

TEST_CASE("TLS needs a certificate and a key, and both readable", "[server]") {
    REQUIRE(mistakes_of({"--tls-certificate", "/nowhere/cert.pem"}) ==
            All{"tls.key|--tls-certificate|is not set, but tls.certificate is: TLS needs both",
                "tls.certificate|--tls-certificate|\"/nowhere/cert.pem\" cannot be read: No such file or directory"});
    REQUIRE(mistakes_of({"--tls-key=-----BEGIN KEY"}) == All{"tls.certificate|--tls-key|is not set, but tls.key is: TLS needs both"});
    const TemporaryFile pem{"-----BEGIN"};
    REQUIRE(Settings::from({"--tls-certificate", pem.path(), "--tls-key", pem.path()}, {}).tls.enabled());
}

TEST_CASE("files that only a server needs are not asked for by other commands", "[server]") {
    const All arguments{"--tls-certificate", "/nowhere/cert.pem", "--tls-key", "/nowhere/key.pem"};
    for (const auto* command : {"routes", "openapi"})
        REQUIRE(mistakes_of({command, arguments[0], arguments[1], arguments[2], arguments[3]}).empty());
    for (const auto* command : {"serve", "check"})
        REQUIRE(mistakes_of({command, arguments[0], arguments[1], arguments[2], arguments[3]}).size() == 2);
}
