#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "server/setting_forms.hpp"
#include "server/settings_source.hpp"
#include "shown.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

std::string in_cell(std::string_view text) {
    std::string cell;
    for (const char c : text) cell += c == '|' ? std::string{"\\|"} : std::string{c};
    return cell;
}

/** Every setting of Serval's as the page's table has it. */
std::string table() {
    const Settings defaults;
    std::string rows = "| Key | Default | Flag | Environment | What it says |\n|---|---|---|---|---|\n";
    for (const auto& form : detail::setting_forms()) {
        const std::string value = form.show(defaults);
        rows += "| `" + std::string{form.key} + "` | " + (value.empty() ? "" : "`" + value + "`");
        rows += " | `" + detail::flag_of(form.key) + (form.takes.empty() ? "" : " " + in_cell(form.takes)) + "`";
        rows += " | `" + detail::variable_of(form.key, "SERVAL") + "` | " + in_cell(form.help) + " |\n";
    }
    return rows;
}

// [own]
const Program program{.name = "bookstore",
                      .version = "1.4.0",
                      .environment_prefix = "BOOKSTORE",
                      .own = {{"database.path", "Where the books are kept"}, {"mail.password", "For the mail server"}}};

App make_app(Settings settings) {
    const auto path = settings.get<std::string>("database.path", "books.db");   // or this, when nobody set it
    const auto patience = settings.get<std::chrono::seconds>("database.patience", 5s);
    App app{std::move(settings)};
    app.get<"/database">([path, patience] { return path + ", " + std::to_string(patience.count()) + " s"; });
    return app;
}
// [/own]

}  // namespace

TEST_CASE("the page of the settings has every one of them as it is", "[docs]") {
    const std::string current = table();
    INFO("The table is to be:\n" << current);
    CHECK(docs::page("settings.md").find(current) != std::string::npos);
}

TEST_CASE("a flag goes before the environment, and that before the default", "[docs]") {
    const Settings settings = Settings::from({"--threads", "4"}, {"SERVAL_THREADS=2", "SERVAL_WORKERS=8"});
    CHECK(settings.threads == 4);
    CHECK(settings.workers == 8);
    CHECK(settings.worker_queue == 1024);
}

TEST_CASE("a program has settings of its own", "[docs]") {
    const Settings settings = Settings::from({"--database-path", "/srv/books.db", "--mail-password", "secret"},
                                             {"BOOKSTORE_DATABASE__PATIENCE=30s"}, program);
    CHECK(settings.describe().find("secret\n") == std::string::npos);
    Settings quiet = settings;
    quiet.log.level = LogLevel::off;
    test::Client client{make_app(quiet)};
    CHECK(client.get("/database").json() == "/srv/books.db, 30 s");
}

TEST_CASE("all that is wrong with the settings is told at once", "[docs]") {
    std::string told;
    try {
        (void)Settings::from({"--threads", "many", "--set", "limits.body_octet=1MiB"}, {"SERVAL_LOG__LEVEL=loud"});
    } catch (const SettingsError& error) {
        told = error.what();
    }
    CHECK(told + "\n" == docs::file("settings_wrong.txt"));
}
