#include "openapi/shop.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <serval/model/values/chrono.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace shop {

enum class Genre : std::uint8_t { novel, poetry };

struct Author {
    std::string name;
    std::optional<std::chrono::year_month_day> born;
};

struct Book {
    int id = 0;
    std::string title;
    Author author;
    std::optional<Author> translator;
    std::optional<Genre> genre;
    std::map<std::string, double> prices;
    std::string note;

    static void describe(Fields<Book>& f) {
        f.help("On paper");
        f.on<&Book::id>().read_only();
        f.on<&Book::title>().length(1, 120).help("As on the cover").example("Dune");
        f.on<&Book::prices>().otherwise(std::map<std::string, double>{});
        f.on<&Book::note>().write_only();
    }
};

/** Bears the name that the schema of failures would have. */
struct Problem {
    std::string what;
};

struct Filter {
    std::optional<Genre> genre;
    std::vector<std::string> tag;
    int limit = 20;

    static void describe(Fields<Filter>& f) {
        f.on<&Filter::genre>().help("Only of this genre");
        f.on<&Filter::limit>().range(1, 100).otherwise(20);
    }
};

struct Login {
    std::string name;
    std::string password;
};

class BookController {
public:
    static void routes(Routes<BookController>& r) {
        r.tag("Books");
        r.get<"">(&BookController::list).operation_id("listBooks").summary("All books").description("A *page* of them.");
        r.post<"">(&BookController::add).response(Status::created, "The book, with its id").body_limit(1024);
        r.get<"/{id}">(&BookController::show).name("book").external_docs("https://books.example/help", "Help");
        r.patch<"/{id}">(&BookController::change).permit(is_staff);
        r.delete_<"/{id}">(&BookController::drop).deprecated();
        r.get<"/search">(&BookController::search);
        r.get<"/{id}/cover", with_body>(&BookController::cover).response(Status::gone).hide();
    }

    Page<Book> list(PageNumber page, Query<"q", std::optional<std::string>>) { return Page<Book>{{}, 0, page}; }
    OneOf<Created<Book>, Conflict> add(Body<Book>) { return Conflict{"There is such a book."}; }
    std::optional<Book> show(Path<"id", int, help("Its number"), range(1, 1000)>,
                             Header<"X-Tenant", std::optional<std::string>>) {
        return std::nullopt;
    }
    Book change(Path<"id", int>, Body<Partial<Book>>, CurrentUser) { return {}; }
    void drop(Path<"id", int>) {}
    std::vector<Book> search(QueryModel<Filter>, Cookie<"theme", std::string, otherwise("light")>) { return {}; }
    Text cover(Path<"id", int>, Body<Login>) { return "cover"; }
};

namespace {

bool knows(std::string_view name, std::string_view password) { return name == "ann" && password == "secret"; }

std::optional<User> find_user(std::string_view name, std::string_view password) {
    if (!knows(name, password)) return std::nullopt;
    User user;
    user.id = user.name = name;
    return user;
}

ApiInfo info() {
    return {.title = "Shop <of> books",
            .version = "2.1.0",
            .summary = "Books, and who wrote them",
            .description = "All that is *in print*.",
            .terms_of_service = "https://books.example/terms",
            .contact = {.name = "Ann", .url = "https://books.example", .email = "ann@books.example"},
            .license = {.name = "Boost Software License 1.0", .identifier = "BSL-1.0"},
            .external_docs = {.url = "https://books.example/docs"},
            .tags = {{"Users", "Who reads"},
                     {"Books", "What is read", {.url = "https://books.example/help/books"}},
                     {"shelves", "Where it stands"},
                     {"problems", "What is wrong"}},
            .servers = {{"/", "This one"}, {"https://api.books.example/v1", "The other one"}}};
}

}  // namespace

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.info(info());
    app.authenticate(BasicAuth{find_user});
    app.permit(is_authenticated_or_read_only);
    app.mount<"/books", BookController>().throttle(throttle::user("100/day"));
    app.post<"/login">([](Form<Login>) { return NoContent{}; }).tag("Users").permit(none).authenticate(none);
    app.get<"/problems/{name:slug}">([](Path<"name">) { return Problem{"none"}; }).permit(allow_any);
    app.put<"/problems/{title}">([](Path<"title">, Body<Problem> problem) { return *problem; })
        .error_format(ErrorFormat::drf());
    app.get<"/finds/{id:int}">([](Path<"id", int>) { return std::optional<Book>{}; }).tag("Books").summary("A book by its number");
    app.get<"/finds/{genre:slug}">([](Path<"genre", Genre>) { return std::vector<Author>{}; }).tag("Books").summary("Who writes such");
    app.get<"/covers/{name:path}">([](Path<"name">) { return File{"/dev/null"}; }).tag("Books").summary("A cover");
    app.post<"/covers">([](Form<Login>, Upload<"front">, Uploads<"others">) { return NoContent{}; }).tag("Books").summary("Send in covers");
    app.get<"/books.csv">([] { return Stream<"text/csv">{[](std::string& out) { return out += "1,Dune\n", false; }}; }).tag("Books").summary("All as a table");
    auto v1 = app.group<"/api/v1/shelves/{shelf}">();
    v1.get<"/plan">([](Path<"shelf", std::string>) { return Text{"plan"}; }).permit(is_authenticated);
    app.route<"/books">(Method{"REPORT"}, [] { return Text{"report"}; }).tag("Books").tag("Books");
    return app;
}

}  // namespace shop
