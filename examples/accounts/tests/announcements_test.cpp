#include "club.hpp"
#include "models.hpp"

using accounts::Announcement;

namespace {

const Json closed{{"title", "Closed on Monday"}, {"text", "The stairs are painted."}};

/** Ada, who may announce things: her token says so since she has logged in anew. */
void enter_as_editor(test::Client& client) {
    enter_as_ada(client);
    enter_as_keeper(client);
    REQUIRE(client.put("/members/ada/rights", {{"roles", {"editor"}}}).status() == Status::ok);
    carry(client, log_in(client, "ada", ada_password).access);
}

}  // namespace

TEST_CASE("editors announce, and everybody reads", "[announcements]") {
    test::Client client{club()};
    enter_as_editor(client);
    REQUIRE(client.post("/announcements", closed).status() == Status::created);
    carry(client, "");
    const auto read = client.get("/announcements").as<std::vector<Announcement>>();
    REQUIRE(read.size() == 1);
    CHECK(read[0].title == "Closed on Monday");
    CHECK(read[0].author == "ada");
}

TEST_CASE("who is no editor announces nothing", "[announcements]") {
    test::Client client{club()};
    CHECK(client.post("/announcements", closed).status() == Status::unauthorized);
    enter_as_ada(client);
    CHECK(client.post("/announcements", closed).status() == Status::forbidden);
}

TEST_CASE("announcements come out of the cache until there is a new one", "[announcements]") {
    test::Client client{club()};
    CHECK(client.get("/announcements").header("Age").empty());
    CHECK_FALSE(client.get("/announcements").header("Age").empty());
    enter_as_editor(client);
    REQUIRE(client.post("/announcements", closed).status() == Status::created);
    const auto read = client.get("/announcements");
    CHECK(read.header("Age").empty());
    CHECK(read.as<std::vector<Announcement>>().size() == 1);
}
