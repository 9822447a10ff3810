#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include <mutex>

// [models]
#include <serval/serval.hpp>

using namespace serval;
using namespace std::chrono_literals;

struct NewBook {
    std::string title;
    int year = 0;
    std::vector<std::string> tags;

    static void describe(Fields<NewBook>& f) {
        f.on<&NewBook::title>().length(1, 120).help("As on the cover");
        f.on<&NewBook::year>().range(1450, 2100);
        f.on<&NewBook::tags>().items(0, 8).otherwise({});
    }
};

struct Book {
    int id = 0;
    std::string title;
    int year = 0;
};
// [/models]

namespace {

class BookStore {
public:
    Book add(const NewBook& book) {
        const std::lock_guard lock{mutex_};
        return books_.emplace_back(Book{static_cast<int>(books_.size()) + 1, book.title, book.year});
    }
    std::optional<Book> find(int id) {
        const std::lock_guard lock{mutex_};
        if (id < 1 || id > static_cast<int>(books_.size())) return std::nullopt;
        return books_[static_cast<std::size_t>(id) - 1];
    }
    std::vector<Book> slice(std::size_t offset, std::size_t size) {
        const std::lock_guard lock{mutex_};
        const std::size_t first = std::min(offset, books_.size());
        const std::size_t last = std::min(first + size, books_.size());
        return {books_.begin() + static_cast<std::ptrdiff_t>(first), books_.begin() + static_cast<std::ptrdiff_t>(last)};
    }
    std::size_t count() {
        const std::lock_guard lock{mutex_};
        return books_.size();
    }

private:
    std::mutex mutex_;
    std::vector<Book> books_;
};

std::optional<User> check_password(std::string_view name, std::string_view password) {
    if (name != "ann" || password != "secret") return std::nullopt;
    User user;
    user.id = user.name = name;
    return user;
}

// [controller]
class BookController {
public:
    explicit BookController(BookStore& store) : store_{store} {}   // given by the app

    static void routes(Routes<BookController>& r) {
        r.get<"">(&BookController::list);
        r.post<"">(&BookController::add).permit(is_authenticated);
        r.get<"/{id}">(&BookController::show).cache(10s);
    }

    Page<Book> list(PageNumber page) { return {store_.slice(page.offset(), page.size()), store_.count(), page}; }
    Created<Book> add(Body<NewBook> book) {
        const Book added = store_.add(*book);
        return {added, link(&BookController::show, added.id)};   // 201 with Location
    }
    std::optional<Book> show(Path<"id", int> id) { return store_.find(*id); }   // nothing is a 404

private:
    BookStore& store_;
};
// [/controller]

// [app]
App make_app(Settings settings) {
    App app{std::move(settings)};
    app.own(std::make_shared<BookStore>());
    app.authenticate(BasicAuth{&check_password}.blocking().remember(60s));
    app.throttle(throttle::anonymous("100/day"), throttle::user("1000/day"));
    app.mount<"/books", BookController>();
    return app;
}
// [/app]

}  // namespace

// [test]
TEST_CASE("an anonymous reader cannot add a book", "[docs]") {
    test::Client client{make_app(test::settings())};
    const auto response = client.post("/books", {{"title", "Dune"}, {"year", 1965}});
    REQUIRE(response.status() == Status::unauthorized);
}
// [/test]

TEST_CASE("the bookstore of the front page works", "[docs]") {
    test::Client client{make_app(test::settings())};
    client.credentials("ann", "secret");
    const auto added = client.post("/books", {{"title", "Dune"}, {"year", 1965}});
    REQUIRE(added.status() == Status::created);
    CHECK(added.header("Location") == "/books/1");
    CHECK(client.get("/books/1").as<Book>().title == "Dune");
    CHECK(client.get("/books/2").status() == Status::not_found);
    CHECK(client.get("/books").json()["count"] == 1);
    CHECK(client.post("/books", {{"title", ""}, {"year", 1}}).json()["errors"].size() == 2);
}
