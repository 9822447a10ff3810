#include <catch2/catch.hpp>

#include <serval/testing.hpp>

// [store]
#include <serval/sql.hpp>

using namespace serval;

struct NewNote {
    std::string text;
};

struct Note {
    int id = 0;
    std::string text;
};

class NoteStore {
public:
    explicit NoteStore(sql::Connection& db) : db_{db} {}

    std::vector<Note> all() { return db_.query<Note>("select id, text from notes order by id"); }
    Note add(const NewNote& note) {
        return db_.query_one<Note>("insert into notes (text) values (:text) returning id, text", sql::Parameters::of(note)).value();
    }

private:
    sql::Connection& db_;
};
// [/store]

namespace {

// [app]
App make_app(Settings settings) {
    App app{std::move(settings)};
    sql::Database& database = sql::use_database(app, app.settings().get<std::string>("notes.database", "notes.db"));
    database.migrate({"create table notes (id integer primary key, text text not null unique)"});

    app.provide_per_request<NoteStore>([](sql::Transaction& db) { return NoteStore{db}; });
    app.get<"/notes">([](Inject<NoteStore> notes) { return notes->all(); }).blocking();
    app.post<"/notes">([](Body<NewNote> note, Inject<NoteStore> notes) { return notes->add(*note); }).blocking();
    return app;
}
// [/app]

Settings in_memory() {
    Settings settings = test::settings();
    settings.set("notes.database", ":memory:");
    return settings;
}

}  // namespace

TEST_CASE("a request's statements count together, or not at all", "[docs]") {
    App app = make_app(in_memory());
    app.post<"/two">([](Inject<NoteStore> notes) -> Note {
           notes->add({"first"});
           throw Conflict{"Changed my mind."};
       })
        .blocking();
    test::Client client{std::move(app)};
    CHECK(client.post("/notes", {{"text", "kept"}}).as<Note>().id == 1);
    CHECK(client.post("/two").status() == Status::conflict);
    CHECK(client.get("/notes").json().size() == 1);
}

TEST_CASE("what the schema refuses is a conflict", "[docs]") {
    test::Client client{make_app(in_memory())};
    CHECK(client.post("/notes", {{"text", "once"}}).status() == Status::created);
    const auto again = client.post("/notes", {{"text", "once"}});
    CHECK(again.status() == Status::conflict);
    CHECK(again.json()["code"] == "unique");
    CHECK(client.get("/readyz").status() == Status::ok);
}
