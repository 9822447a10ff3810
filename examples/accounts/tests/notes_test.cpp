#include "club.hpp"
#include "models.hpp"

using accounts::Note;

TEST_CASE("notes are their owner's alone", "[notes]") {
    test::Client client{club()};
    enter_as_ada(client);
    const auto note = client.post("/notes", {{"text", "Water the ferns."}});
    REQUIRE(note.status() == Status::created);
    CHECK(client.get("/notes").as<std::vector<Note>>().at(0).text == "Water the ferns.");

    enter_as_keeper(client);
    CHECK(client.get("/notes").as<std::vector<Note>>().empty());
    CHECK(client.delete_("/notes/" + note.as<Note>().id.to_string()).status() == Status::not_found);
}

TEST_CASE("a note that was thrown away is gone", "[notes]") {
    test::Client client{club()};
    enter_as_ada(client);
    const auto note = client.post("/notes", {{"text", "Water the ferns."}}).as<Note>();
    CHECK(client.delete_("/notes/" + note.id.to_string()).status() == Status::no_content);
    CHECK(client.get("/notes").as<std::vector<Note>>().empty());
}

TEST_CASE("a note that is sent again under its key is kept once", "[notes]") {
    test::Client client{club()};
    enter_as_ada(client);
    client.headers().set("Idempotency-Key", "5d0d4c1e");
    const auto first = client.post("/notes", {{"text", "Water the ferns."}}).as<Note>();
    CHECK(client.post("/notes", {{"text", "Water the ferns."}}).as<Note>().id == first.id);
    CHECK(client.get("/notes").as<std::vector<Note>>().size() == 1);
}

TEST_CASE("nobody asks more than sixty times a minute", "[notes]") {
    test::Client client{club()};
    enter_as_ada(client);
    for (int i = 0; i < 60; ++i) REQUIRE(client.get("/notes").status() == Status::ok);
    CHECK(client.get("/notes").status() == Status::too_many_requests);
    enter_as_keeper(client);
    CHECK(client.get("/notes").status() == Status::ok);
}
