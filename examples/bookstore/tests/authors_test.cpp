#include "shop.hpp"

#include "models.hpp"

TEST_CASE("authors are listed by name", "[authors]") {
    test::Client client{shop()};
    const auto page = client.get("/authors");
    CHECK(page.json()["count"] == 3);
    CHECK(page.json()["results"][0]["name"] == "Frank Herbert");
}

TEST_CASE("an author is added, shown, replaced and removed", "[authors]") {
    test::Client client{shop()};
    client.force_authenticate(reader);
    const auto created = client.post("/authors", {{"name", "Octavia E. Butler"}, {"born", 1947}});
    REQUIRE(created.status() == Status::created);
    const std::string place = created.header("Location");
    CHECK(client.get(place).as<bookstore::Author>().born == 1947);
    CHECK_FALSE(client.put(place, {{"name", "O. E. Butler"}}).as<bookstore::Author>().born.has_value());
    CHECK(client.delete_(place).status() == Status::no_content);
    CHECK(client.get(place).status() == Status::not_found);
    CHECK(client.put(place, {{"name", "O. E. Butler"}}).status() == Status::not_found);
    CHECK(client.delete_(place).status() == Status::not_found);
}

TEST_CASE("no author takes the name of another, and the documentation says so", "[authors]") {
    test::Client client{shop()};
    client.force_authenticate(reader);
    const std::string place = client.post("/authors", {{"name", "Octavia E. Butler"}}).header("Location");
    CHECK(client.put(place, {{"name", "Jane Austen"}}).status() == Status::conflict);
    CHECK(client.post("/authors", {{"name", "Jane Austen"}}).status() == Status::conflict);
    const Json paths = client.get("/openapi.json").json()["paths"];
    CHECK(paths["/authors/{id}"]["put"]["responses"].contains("409"));
    CHECK(paths["/authors"]["post"]["responses"].contains("409"));
}

TEST_CASE("there is one author of a name, and none with books is removed", "[authors]") {
    test::Client client{shop()};
    client.force_authenticate(reader);
    CHECK(client.post("/authors", {{"name", "Jane Austen"}}).status() == Status::conflict);
    const auto refused = client.delete_("/authors/2");
    CHECK(refused.status() == Status::conflict);
    CHECK(refused.json()["code"] == "foreign_key");
    CHECK(client.get("/authors/2").status() == Status::ok);
}
