#include "shop.hpp"

#include "models.hpp"

TEST_CASE("a review counts for its book", "[reviews]") {
    test::Client client{shop()};
    client.force_authenticate(reader);
    const auto created = client.post("/books/2/reviews", {{"stars", 2}, {"text", "Too cold."}});
    REQUIRE(created.status() == Status::created);
    CHECK(client.get(created.header("Location")).as<bookstore::Review>().reviewer == "reader");
    const auto book = client.get("/books/2").as<bookstore::Book>();
    CHECK(book.reviews == 2);
    CHECK(book.stars == 3.5);
    CHECK(client.get("/books/2/reviews").json()["count"] == 2);
}

TEST_CASE("a reader reviews a book once, with one to five stars, and only a book that there is", "[reviews]") {
    test::Client client{shop()};
    client.force_authenticate(reader);
    CHECK(client.post("/books/2/reviews", {{"stars", 6}}).status() == Status::bad_request);
    CHECK(client.post("/books/2/reviews", {{"stars", 5}}).status() == Status::created);
    CHECK(client.post("/books/2/reviews", {{"stars", 1}}).status() == Status::conflict);
    CHECK(client.post("/books/99/reviews", {{"stars", 5}}).status() == Status::not_found);
}

TEST_CASE("a review is removed by who wrote it", "[reviews]") {
    test::Client client{shop()};
    client.force_authenticate(reader);
    const std::string place = client.post("/books/2/reviews", {{"stars", 5}}).header("Location");
    client.force_authenticate(User{.id = "other", .name = "other"});
    CHECK(client.delete_(place).status() == Status::forbidden);
    client.force_authenticate(reader);
    CHECK(client.delete_(place).status() == Status::no_content);
    CHECK(client.get(place).status() == Status::not_found);
    CHECK(client.delete_(place).status() == Status::not_found);
}
