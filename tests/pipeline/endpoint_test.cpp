#include "pipeline/recorder.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct NewBook {
    std::string title;
    int year = 0;
    std::vector<std::string> tags;

    static void describe(Fields<NewBook>& f) {
        f.on<&NewBook::title>().length(1, 20);
        f.on<&NewBook::year>().range(1450, 2100);
        f.on<&NewBook::tags>().items(0, 2).otherwise({});
    }
};

struct Book {
    int id = 0;
    std::string title;
};

struct Store {
    std::vector<Book> books{{1, "Dune"}};
};

class BookController {
public:
    explicit BookController(Store& store) : store_{store} {}

    static void routes(Routes<BookController>& r) {
        r.get<"">(&BookController::list);
        r.post<"">(&BookController::add);
        r.get<"/{id}">(&BookController::show).name("book-detail");
        r.delete_<"/{id}">(&BookController::drop);
        r.get<"/{id}/later">(&BookController::show_later);
        r.get<"/{id}/blocking">(&BookController::show_blocking).blocking();
    }

    Page<Book> list(PageNumber page, Query<"q", std::optional<std::string>> q) {
        std::vector<Book> found;
        for (const Book& book : store_.books) {
            if (!q->has_value() || book.title.find(**q) != std::string::npos) found.push_back(book);
        }
        const std::size_t count = found.size();
        found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(page.offset(), count)));
        found.resize(std::min(found.size(), page.size()));
        return Page<Book>{std::move(found), count, page};
    }

    OneOf<Created<Book>, Conflict> add(Body<NewBook> book) {
        if (book->title == "Dune") return Conflict{"There is such a book."};
        store_.books.push_back({static_cast<int>(store_.books.size()) + 1, book->title});
        return Created<Book>{store_.books.back(), link(&BookController::show, store_.books.back().id)};
    }

    std::optional<Book> show(Path<"id", int> id) {
        for (const Book& book : store_.books) {
            if (book.id == *id) return book;
        }
        return std::nullopt;
    }

    std::optional<Book> show_blocking(Path<"id", int> id) { return show(id); }

    void drop(Path<"id", int> id) {
        std::erase_if(store_.books, [&](const Book& book) { return book.id == *id; });
    }

    Task<std::optional<Book>> show_later(Path<"id", int> id) {
        co_await sleep_for(1ms);
        co_return show(id);
    }

private:
    Store& store_;
};

App book_app() {
    App app{test::settings()};
    app.own(Store{});
    app.mount<"/books", BookController>();
    return app;
}

struct Filter {
    std::optional<int> year;
    std::vector<std::string> tag;
};

struct Echo {
    std::string text;
};

/** An extractor of the test's own. */
class Language {
public:
    explicit Language(std::string code) : code_{std::move(code)} {}
    const std::string& operator*() const { return code_; }

    static std::optional<Language> extract(Extraction& in) {
        const auto header = in.request().header("Accept-Language");
        if (!header.has_value()) return Language{"en"};
        if (header->size() != 2) {
            in.fail({Place::header, "/Accept-Language", "invalid", "Two letters, please."});
            return std::nullopt;
        }
        return Language{std::string{*header}};
    }
    static void describe(std::vector<Argument>& out) { out.push_back({.source = Argument::Source::header, .name = "Accept-Language"}); }

private:
    std::string code_;
};

}  // namespace

TEST_CASE("a created book is found where Location says", "[pipeline]") {
    test::Client client{book_app()};
    const auto created = client.post("/books", {{"title", "Emma"}, {"year", 1815}});
    REQUIRE(created.status() == Status::created);
    CHECK(created.header("Location") == "/books/2");
    CHECK(client.get(created.header("Location")).as<Book>().title == "Emma");
}

TEST_CASE("every faulty field of a body is told, with its place", "[pipeline]") {
    test::Client client{book_app()};
    const auto response = client.post("/books", {{"title", ""}, {"year", 1066}, {"tags", {"a", 3}}});
    REQUIRE(response.status() == Status::bad_request);
    CHECK(response.header("Content-Type") == "application/problem+json");
    std::vector<std::string> pointers;
    for (const auto& error : response.json()["errors"]) pointers.push_back(error["pointer"]);
    CHECK(pointers == std::vector<std::string>{"/tags/1", "/title", "/year"});
}

TEST_CASE("a request without content is told which fields it owes", "[pipeline]") {
    test::Client client{book_app()};
    const auto response = client.post("/books");
    REQUIRE(response.status() == Status::bad_request);
    CHECK(response.json()["errors"].size() == 2);
    CHECK(response.json()["errors"][0]["code"] == "required");
}

TEST_CASE("content of another type is refused with what would be read", "[pipeline]") {
    test::Client client{book_app()};
    const auto response = client.request(Method::post, "/books").body("title=x", "text/csv").send();
    CHECK(response.status() == Status::unsupported_media_type);
    CHECK(response.header("Accept") == "application/json");
    CHECK(client.request(Method::post, "/books").body("{}", "application/json; charset=utf-8").send().status() == Status::bad_request);
    CHECK(client.request(Method::post, "/books").body("{", "application/vnd.shop+json").send().json()["code"] == "parse_error");
}

TEST_CASE("results say their status", "[pipeline]") {
    test::Client client{book_app()};
    CHECK(client.get("/books/1").status() == Status::ok);
    CHECK(client.get("/books/9").status() == Status::not_found);
    CHECK(client.post("/books", {{"title", "Dune"}, {"year", 1965}}).status() == Status::conflict);
    const auto dropped = client.delete_("/books/1");
    CHECK(dropped.status() == Status::no_content);
    CHECK(dropped.body().empty());
    CHECK(dropped.header("Content-Type").empty());
}

TEST_CASE("text in the path that is no value of its type is a 404", "[pipeline]") {
    test::Client client{book_app()};
    CHECK(client.get("/books/x").status() == Status::not_found);
    CHECK(client.get("/books/99999999999999999999").status() == Status::not_found);
}

TEST_CASE("a handler may wait, or be moved to the workers", "[pipeline]") {
    test::Client client{book_app()};
    CHECK(client.get("/books/1/later").as<Book>().title == "Dune");
    CHECK(client.get("/books/9/later").status() == Status::not_found);
    CHECK(client.get("/books/1/blocking").as<Book>().title == "Dune");
}

TEST_CASE("HEAD answers as GET does, without content, and OPTIONS tells the methods", "[pipeline]") {
    test::Client client{book_app()};
    const auto head = client.head("/books/1");
    CHECK(head.status() == Status::ok);
    CHECK(head.body().empty());
    const auto options = client.options("/books/1");
    CHECK(options.status() == Status::no_content);
    CHECK(options.header("Allow") == "GET, DELETE, HEAD, OPTIONS");
}

TEST_CASE("a page links to its neighbours and keeps the query", "[pipeline]") {
    App app = book_app();
    Store store;
    for (int id = 1; id <= 5; ++id) store.books.push_back({id + 1, "Book"});
    app.own(std::move(store));
    test::Client client{std::move(app)};
    const auto page = client.get("/books?q=Book&page=2&page_size=2").json();
    CHECK(page["count"] == 5);
    CHECK(page["results"].size() == 2);
    CHECK(page["next"] == "/books?q=Book&page=3&page_size=2");
    CHECK(page["previous"] == "/books?q=Book&page_size=2");
    CHECK(client.get("/books?page=4&page_size=2").status() == Status::not_found);
    CHECK(client.get("/books?page=x").status() == Status::not_found);
    CHECK(client.get("/books?page_size=0").status() == Status::ok);
}

TEST_CASE("parameters have rules, defaults, and places of their own", "[pipeline]") {
    App app{test::settings()};
    app.get<"/limit">([](Query<"limit", int, range(1, 100), otherwise(20)> limit) { return Echo{std::to_string(*limit)}; });
    app.get<"/many">([](Query<"id", std::vector<int>> ids) { return Echo{std::to_string(ids->size())}; });
    app.get<"/header">([](Header<"X-Tenant", std::string> tenant, Cookie<"theme", std::optional<std::string>> theme) {
        return Echo{*tenant + theme->value_or("-")};
    });
    app.get<"/filter">([](QueryModel<Filter> filter) { return Echo{std::to_string(filter->year.value_or(0)) + std::to_string(filter->tag.size())}; });
    app.get<"/language">([](Language language) { return Echo{*language}; });
    test::Client client{std::move(app)};

    CHECK(client.get("/limit").as<Echo>().text == "20");
    CHECK(client.get("/limit?limit=5").as<Echo>().text == "5");
    const auto wrong = client.get("/limit?limit=500").json();
    CHECK(wrong["errors"][0]["in"] == "query");
    CHECK(wrong["errors"][0]["pointer"] == "/limit");
    CHECK(client.get("/many?id=1&id=2").as<Echo>().text == "2");
    CHECK(client.get("/many?id=1&id=x").json()["errors"][0]["pointer"] == "/id/1");
    CHECK(client.get("/header").json()["errors"][0]["pointer"] == "/X-Tenant");
    CHECK(client.request(Method::get, "/header").header("x-tenant", "a").header("Cookie", "theme=dark").send().as<Echo>().text == "adark");
    CHECK(client.get("/filter?year=1965&tag=a&tag=b").as<Echo>().text == "19652");
    CHECK(client.get("/filter?year=old").status() == Status::bad_request);
    CHECK(client.get("/limit?limit=%").status() == Status::bad_request);
    CHECK(client.request(Method::get, "/language").header("Accept-Language", "de").send().as<Echo>().text == "de");
    CHECK(client.request(Method::get, "/language").header("Accept-Language", "deu").send().json()["errors"][0]["in"] == "header");
}

TEST_CASE("faults of body, query and headers are told together", "[pipeline]") {
    App app{test::settings()};
    app.post<"/all">([](Query<"n", int>, Header<"X-N", int>, Body<NewBook>) { return Echo{"x"}; });
    test::Client client{std::move(app)};
    const auto errors = client.request(Method::post, "/all?n=a").header("X-N", "b").json({{"year", 2000}}).send().json()["errors"];
    REQUIRE(errors.size() == 3);
    CHECK(errors[0]["in"] == "query");
    CHECK(errors[1]["in"] == "header");
    CHECK(errors[2]["in"] == "body");
}

TEST_CASE("a form is read into a model", "[pipeline]") {
    App app{test::settings()};
    app.post<"/form">([](Form<NewBook> form) { return Echo{form->title + std::to_string(form->tags.size())}; });
    test::Client client{std::move(app)};
    CHECK(client.request(Method::post, "/form").form({{"title", "A & B"}, {"year", "1999"}, {"tags", "x"}, {"tags", "y"}}).send().as<Echo>().text == "A & B2");
    CHECK(client.request(Method::post, "/form").json({{"title", "x"}}).send().status() == Status::unsupported_media_type);
}

TEST_CASE("a form brings files beside its fields", "[pipeline]") {
    App app{test::settings()};
    app.post<"/cover">([](Form<NewBook> form, Upload<"cover"> cover, Uploads<"pages"> pages) {
        return Echo{form->title + " " + cover->filename + " " + cover->content + " " + std::to_string(pages->size())};
    });
    test::Client client{std::move(app)};
    const test::Part title{"title", "Emma"};
    const test::Part year{"year", "1815"};
    const test::Part cover{"cover", "PNG", "C:\\pictures\\cover.png", "image/png"};
    const test::Part page{"pages", "1", "1.txt", "text/plain"};
    CHECK(client.request(Method::post, "/cover").multipart({title, year, cover, page, page}).send().as<Echo>().text == "Emma cover.png PNG 2");
    const auto missing = client.request(Method::post, "/cover").multipart({title, year}).send();
    CHECK(missing.json()["errors"][0]["pointer"] == "/cover");
    CHECK(missing.json()["errors"][0]["detail"] == "No file was submitted.");
    CHECK(client.request(Method::post, "/cover").body("--x", "multipart/form-data; boundary=x").send().status() == Status::bad_request);
}

TEST_CASE("paths are made by name and by handler", "[pipeline]") {
    App app = book_app();
    app.get<"/links">([](Urls urls) { return Echo{urls.named("book-detail", {{"id", 7}}) + " " + urls.of(&BookController::show, 8)}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/links").as<Echo>().text == "/books/7 /books/8");
    CHECK(client.app().urls().of(&BookController::drop, 1) == "/books/1");
}

namespace {

struct Paging {
    Query<"offset", int, otherwise(0)> offset;
    Query<"limit", int, range(1, 50), otherwise(10)> limit;
};

struct Target {
    Path<"shop", std::string> shop;
    Inject<Store> store;
};

}  // namespace

TEST_CASE("a struct of extractors is an extractor", "[pipeline]") {
    App app{test::settings()};
    app.own(Store{});
    app.get<"/{shop}/books">([](Paging paging, const Target& target) {
        return Echo{std::to_string(*paging.offset + *paging.limit) + *target.shop + target.store->books.front().title};
    });
    test::Client client{std::move(app)};
    CHECK(client.get("/x/books?offset=5").as<Echo>().text == "15xDune");
    const auto wrong = client.get("/x/books?offset=a&limit=90");
    CHECK(wrong.json()["errors"].size() == 2);
}

TEST_CASE("hooks look at requests and responses", "[pipeline]") {
    App app{test::settings()};
    app.use(on_request([](Request& request) -> std::optional<Response> {
        if (request.path() == "/stop") return Response::text("stopped");
        return std::nullopt;
    }));
    app.use(on_response([](const Request&, Response& response) { response.set_header("X-Seen", "yes"); }));
    app.get<"/">([] { return Echo{"x"}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/stop").body() == "stopped");
    CHECK(client.get("/").header("X-Seen") == "yes");
}

TEST_CASE("a client that takes no JSON is told what there is", "[pipeline]") {
    test::Client client{book_app()};
    CHECK(client.request(Method::get, "/books/1").header("Accept", "text/html").send().status() == Status::not_acceptable);
    CHECK(client.request(Method::get, "/books/1").header("Accept", "text/html, application/*;q=0.1").send().status() == Status::ok);
    CHECK(client.request(Method::get, "/books/1").header("Accept", "application/json;q=0").send().status() == Status::not_acceptable);
}

TEST_CASE("a partial model tells absent, null and value apart", "[pipeline]") {
    App app{test::settings()};
    app.patch<"/book">([](Body<Partial<NewBook>> changes) {
        return Echo{std::string{"changed"} + (changes->has<&NewBook::title>() ? " title" : "") + (changes->has<&NewBook::year>() ? " year" : "")};
    });
    test::Client client{std::move(app)};
    CHECK(client.patch("/book", {{"year", 1999}}).as<Echo>().text == "changed year");
    CHECK(client.patch("/book", {{"year", 1}}).status() == Status::bad_request);
    CHECK(client.patch("/book", Json::object()).as<Echo>().text == "changed");
}
