#pragma once

#include <string_view>

#include <serval/sql/database.hpp>

namespace bookstore {

/** Make or update the tables, fill them with a few books the first time, and let in `librarian` with this password. */
void prepare(serval::sql::Database& database, std::string_view librarian_password);

}  // namespace bookstore
