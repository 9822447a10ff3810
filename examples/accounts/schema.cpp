#include "schema.hpp"

#include <chrono>

#include <serval/authentication/password.hpp>

namespace accounts {

using namespace serval;
using namespace std::chrono;

namespace {

// Text alone, so that both databases understand it: ids are UUIDs of the app's own, times are written as RFC 3339 has them.
constexpr std::string_view tables = R"(
    create table notes (
        id       text primary key,
        owner    text not null,
        text     text not null,
        written  text not null
    );
    create index notes_by_owner on notes (owner, id);
    create table announcements (
        id       text primary key,
        title    text not null,
        text     text not null,
        author   text not null,
        written  text not null
    );
)";

}  // namespace

sql::Database& open_database(App& app) {
    const auto file = app.settings().get<std::string>("database.path", "accounts.db");
    sql::Database& database = sql::use_database(app, app.settings().get<std::string>("database.postgres", file));
    database.migrate({tables});
    return database;
}

void appoint_keeper(const Settings& settings, AccountStore& members) {
    const auto password = settings.find<std::string>("staff.password");
    if (!password || members.find_by_name("keeper")) return;
    Account keeper{.name = "keeper", .password = hash_password(*password), .is_staff = true, .joined = floor<seconds>(system_clock::now())};
    static_cast<void>(members.add(keeper));   // where two processes begin at once, one of them does
}

}  // namespace accounts
