#pragma once

#include <serval/accounts.hpp>
#include <serval/server/app.hpp>
#include <serval/sql.hpp>

namespace accounts {

/** The app's database, SQLite or PostgreSQL as the settings say, with its tables up to date. */
serval::sql::Database& open_database(serval::App& app);

/** Give the staff its first member, `keeper`, with the password of the settings; without one, or where there is a keeper, nothing happens. */
void appoint_keeper(const serval::Settings& settings, serval::AccountStore& members);

}  // namespace accounts
