#include "unit/sql/shelf.hpp"

using namespace serval;

namespace {

sql::ConstraintError breach(sql::Connection& connection, std::string_view statement) {
    try {
        connection.execute(statement);
    } catch (const sql::ConstraintError& error) {
        return error;
    }
    throw std::logic_error{"no rule was broken"};
}

}  // namespace

TEST_CASE("a broken rule of the schema is a conflict that says which", "[sql]") {
    test::Shelf shelf;
    shelf.database.execute("insert into books (title) values ('Dune')");

    const auto unique = breach(shelf.database, "insert into books (title) values ('Dune')");
    CHECK(unique.constraint() == sql::Constraint::unique);
    CHECK(unique.subject() == "books.title");
    CHECK(unique.problem().status == Status::conflict);
    CHECK(unique.problem().code == "unique");

    CHECK(breach(shelf.database, "insert into books (id, title) values (1, 'x')").constraint() == sql::Constraint::unique);
    CHECK(breach(shelf.database, "insert into books (title) values (null)").constraint() == sql::Constraint::not_null);
    CHECK(breach(shelf.database, "insert into books (title, year) values ('y', -1)").constraint() == sql::Constraint::check);
    CHECK(breach(shelf.database, "insert into loans values (99)").constraint() == sql::Constraint::foreign_key);
    CHECK(shelf.count() == 1);
}

TEST_CASE("a rule that is only looked at in the end makes the commit fail", "[sql]") {
    test::Shelf shelf;
    {
        sql::Transaction transaction{shelf.database};
        transaction.execute("insert into books (title) values ('Dune')");
        transaction.execute("insert into loans values (99)");
        CHECK_THROWS_AS(transaction.commit(), sql::ConstraintError);
    }
    CHECK(shelf.count() == 0);
}
