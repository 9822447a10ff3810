#pragma once

#include <catch2/catch.hpp>

#include <string>

#include <serval/sql.hpp>

#include "temporary_folder.hpp"

namespace serval::test {

/** A database in a file, with a table of books. */
struct Shelf {
    explicit Shelf(sql::DatabaseOptions options = {.sessions = 4}) : database{in_folder(std::move(options))} {
        database.migrate({"create table books (id integer primary key, title text not null unique, "
                          "year integer check (year > 0));"
                          "create table loans (book_id integer not null references books deferrable initially deferred)"});
    }

    TemporaryFolder folder;
    sql::Database database;

    [[nodiscard]] int count() { return database.query_one<int>("select count(*) from books").value(); }

private:
    sql::DatabaseOptions in_folder(sql::DatabaseOptions options) const {
        options.path = folder.file("books.db");
        return options;
    }
};

}  // namespace serval::test
