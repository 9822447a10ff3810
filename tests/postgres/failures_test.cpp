// What a failure of PostgreSQL's is to a client.
#include "unit/sql/shelf.hpp"

#include <serval/tasks/with_timeout.hpp>

using namespace serval;

namespace {

class Things {
public:
    Things() : database_{{.path = place_.path()}} {
        database_.migrate({"create table things (id uuid unique, name varchar(5), size smallint, day date, author integer, title text, "
                           "unique (author, title), constraint small check (size < 10));"
                           "create unique index things_by_lower_name on things (lower(name));"
                           "create table parts (of uuid references things (id));"
                           "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not today'; end $$;"
                           "create table guarded (x integer);"
                           "create trigger guard before insert on guarded for each row execute function refuse()"});
    }

    /** The rule that is broken by it, and what is at fault: "unique of things.id". */
    std::string breach(std::string_view statement, const sql::Parameters& parameters = {}) {
        try {
            database_.execute(statement, parameters);
        } catch (const sql::ConstraintError& error) {
            CHECK(error.problem().status == Status::conflict);
            return error.problem().code + " of " + error.subject();
        }
        return "nothing";
    }

    sql::Database& database() { return database_; }

private:
    test::TestedDatabase place_;
    sql::Database database_;
};

/** Have PostgreSQL fail with this SQLSTATE. */
void fail_with(sql::Database& database, const std::string& state) {
    database.execute("do $$ begin raise exception 'made up' using errcode = '" + state + "'; end $$");
}

}  // namespace

TEST_CASE("a broken rule of PostgreSQL's schema tells what is at fault as SQLite does, as far as it is told", "[sql]") {
    Things things;
    const std::string id = "00000000-0000-0000-0000-000000000001";
    CHECK(things.breach("insert into things (id, name, author, title) values (:id, 'a', 1, 'x')", {{"id", id}}) == "nothing");
    CHECK(things.breach("insert into things (id) values (:id)", {{"id", id}}) == "unique of things.id");
    CHECK(things.breach("insert into things (author, title) values (1, 'x')") == "unique of things.author, things.title");
    CHECK(things.breach("insert into things (name) values ('A')") == "unique of index 'things_by_lower_name'");
    CHECK(things.breach("insert into things (size) values (10)") == "check of small");
    CHECK(things.breach("insert into guarded values (1)") == "check of ");
    CHECK(things.breach("insert into parts values ('00000000-0000-0000-0000-000000000002')") == "foreign_key of parts_of_fkey");
}

TEST_CASE("a value that its column cannot hold is at odds with the schema, and no server error", "[sql]") {
    Things things;
    CHECK(things.breach("insert into things (name) values (:x)", {{"x", "longer"}}) == "check of ");
    CHECK(things.breach("insert into things (size) values (:x)", {{"x", 40'000}}) == "check of ");
    CHECK(things.breach("insert into things (size) values (:x)", {{"x", "many"}}) == "check of ");
    CHECK(things.breach("insert into things (day) values (:x)", {{"x", "2024-02-30"}}) == "check of ");
    CHECK(things.breach("select * from things where id = :x", {{"x", "no id"}}) == "check of ");
    CHECK(things.breach("insert into things (title) values (:x)", {{"x", std::string{"a\0b", 3}}}) == "check of ");
    CHECK(things.breach("insert into things (title) values (:x)", {{"x", "\xff"}}) == "check of ");
    CHECK_THROWS_AS(things.database().execute("insert into things (size) values ('many')"), sql::Error);   // the program's own
}

TEST_CASE("the values of a failed statement stay out of its message, also where PostgreSQL quotes them", "[sql]") {
    Things things;
    try {
        things.database().execute("select 'hush'::int");
        FAIL("nothing was thrown");
    } catch (const sql::Error& error) {
        CHECK_THAT(error.what(), Catch::Contains("22P02") && !Catch::Contains("\"hush\""));
    }
}

TEST_CASE("who was in the way of another comes again; a full disk and a statement out of time are told as such", "[sql]") {
    Things things;
    for (const char* const state : {"40001", "40P01", "55P03", "53200"}) {
        CAPTURE(state);
        CHECK_THROWS_AS(fail_with(things.database(), state), ServiceUnavailable);
    }
    CHECK_THROWS_AS(fail_with(things.database(), "53100"), InsufficientStorage);
    CHECK_THROWS_AS(fail_with(things.database(), "57014"), TimedOut);
    CHECK_THROWS_WITH(fail_with(things.database(), "XX000"), Catch::Contains("made up"));
}

TEST_CASE("a server that is not there, or refuses, is told when the database is opened", "[sql]") {
    CHECK_THROWS_WITH((sql::Database{{.path = "postgresql:///shop?host=/no/such/folder"}}),
                      Catch::Contains("cannot open the database") && Catch::Contains("/no/such/folder"));
    CHECK_THROWS_WITH((sql::Database{{.path = "postgresql://user:secret@/shop?nonsense=1"}}),
                      Catch::Contains("nonsense") && !Catch::Contains("secret"));
}
