#pragma once

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

#include <unistd.h>

#include <serval/sql.hpp>

namespace serval::test {

/** A folder of its own that is gone again with the test. */
class TemporaryFolder {
public:
    TemporaryFolder() {
        path_ = (std::filesystem::temp_directory_path() / "serval sql XXXXXX").string();
        if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::string file(const char* name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

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
