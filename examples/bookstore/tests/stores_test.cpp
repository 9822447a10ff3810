#include "shop.hpp"

#include <serval/sql/database.hpp>

#include "schema.hpp"
#include "stores.hpp"

// A store needs no app: a database will do.

namespace {

sql::Database filled() {
    sql::Database database{{.path = ":memory:"}};
    bookstore::prepare(database, "open sesame");
    return database;
}

}  // namespace

TEST_CASE("users are known by their passwords, which nobody can read in the table", "[stores]") {
    auto database = filled();
    bookstore::UserStore users{database};
    CHECK(users.find("librarian", "open sesame")->name == "librarian");
    CHECK_FALSE(users.find("librarian", "bookworm").has_value());
    CHECK_FALSE(users.find("nobody", "open sesame").has_value());
    CHECK(database.query_one<std::string>("select password from users").value().find("sesame") == std::string::npos);
}

TEST_CASE("a database that is prepared twice keeps what it has", "[stores]") {
    auto database = filled();
    bookstore::BookStore books{database};
    CHECK(books.remove(6));
    bookstore::prepare(database, "another");
    CHECK(books.count({}) == 5);
    CHECK(bookstore::UserStore{database}.find("librarian", "open sesame").has_value());
}
