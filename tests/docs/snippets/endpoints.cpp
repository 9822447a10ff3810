#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include <serval/routing/url.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Item {
    int id = 0;
    std::string name;
};

struct Catalogue {
    std::string title = "Spring";
    std::vector<Item> items{{1, "Cup"}, {2, "Jug"}};
};

struct Clock {
    std::string now = "12:00";
};

// [extractors]
struct Filter {
    std::optional<int> year;
    std::vector<std::string> tag;
};

struct Login {
    std::string name;
    std::string password;
};

Item update(Path<"id", int> id, Query<"notify", bool, otherwise(false)> notify, Header<"X-Tenant"> tenant,
            Cookie<"theme", std::optional<std::string>> theme, Body<Item> item) {
    Item updated = *item;
    updated.id = id;
    updated.name += " of " + *tenant + (*notify ? ", told" : "") + ", " + theme->value_or("no theme");
    return updated;
}
// [/extractors]

// [upload]
std::string keep(Form<Login> form, Upload<"portrait"> portrait) {
    return form->name + ": " + portrait->filename + ", " + std::to_string(portrait->content.size()) + " octets";
}
// [/upload]

// [struct]
struct Search {
    Query<"q", std::optional<std::string>> q;
    Query<"limit", int, range(1, 100), otherwise(20)> limit;
};

std::string find(Search search, Urls urls) {
    return search.q->value_or("all") + ", " + std::to_string(*search.limit) + ", " + urls.of(&keep);
}
// [/struct]

// [own_extractor]
class Language {
public:
    explicit Language(std::string code) : code_{std::move(code)} {}
    [[nodiscard]] const std::string& code() const { return code_; }

    static std::optional<Language> extract(Extraction& in) {
        const std::string code{in.request().header("Accept-Language").value_or("en")};
        if (code.size() == 2) return Language{code};
        in.fail({Place::header, "/Accept-Language", "invalid", "Use two letters."});
        return std::nullopt;
    }
    static void describe(std::vector<Argument>& out) {
        out.push_back({.source = Argument::Source::header, .name = "Accept-Language", .type = &type_of<std::string>()});
    }

private:
    std::string code_;
};
// [/own_extractor]

// [results]
OneOf<Created<Item>, Conflict> add(Body<Item> item) {
    if (item->name == "Cup") return Conflict{"There is a cup already."};
    return Created<Item>{*item, "/items/" + std::to_string(item->id)};
}
// [/results]

// [reply]
Reply<Item> visit(Path<"id", int> id) {
    return Reply{Item{*id, "Cup"}}.header("ETag", "\"v1\"").cookie({.name = "last_seen", .value = std::to_string(*id)});
}
// [/reply]

// [own_result]
struct Picture {
    std::string png;
};
// [/own_result]

}  // namespace

// [own_result_write]
template <>
struct serval::Result<Picture> {
    static void describe(DeclaredResponses& responses) { responses.add({.status = Status::ok, .media_type = "image/png"}); }
    static void write(Picture& picture, Rendering& out) {
        out.response() = Response{Status::ok, std::move(picture.png), "image/png"};
    }
};
// [/own_result_write]

namespace {

// [controller]
class ItemController {
public:
    explicit ItemController(Catalogue& catalogue) : catalogue_{catalogue} {}

    static void routes(Routes<ItemController>& r) {
        r.tag("items");
        r.get<"">(&ItemController::list).summary("All items");
        r.get<"/{id}">(&ItemController::show).name("item");
        r.delete_<"/{id}">(&ItemController::drop).permit(is_staff);
    }

    std::vector<Item> list() const { return catalogue_.items; }
    std::optional<Item> show(Path<"id", int> id) const {
        for (const Item& item : catalogue_.items) {
            if (item.id == *id) return item;
        }
        return std::nullopt;
    }
    void drop(Path<"id", int> id) {
        std::erase_if(catalogue_.items, [&](const Item& item) { return item.id == *id; });
    }

private:
    Catalogue& catalogue_;
};
// [/controller]

/** Knows whoever sends a name in X-User. */
class ByHeader final : public Authenticator {
public:
    Task<std::optional<User>> authenticate(Request& request) const override {
        using Found = Task<std::optional<User>>;
        const auto name = request.header("X-User");
        if (!name.has_value()) return Found::ready(std::nullopt);
        User user;
        user.id = user.name = *name;
        user.is_staff = *name == "staff";
        return Found::ready(std::move(user));
    }
    std::string challenge() const override { return "Header"; }
    SecurityScheme describe() const override { return {.name = "header", .type = "apiKey", .parameter = "X-User", .place = "header"}; }
};

// [levels]
App shop(Settings settings) {
    App app{std::move(settings)};
    app.own(Catalogue{});
    app.authenticate(ByHeader{});
    app.permit(is_authenticated);                     // holds for all that says nothing else

    auto v1 = app.group<"/v1">();
    v1.name("v1:").permit(also(is_staff));            // signed in, and staff
    v1.get<"/stock">([] { return 7; });
    v1.get<"/motd">([] { return Text{"Hello"}; }).permit(none);   // everybody
    v1.mount<"/items", ItemController>().permit(is_authenticated);
    return app;
}
// [/levels]

// [injection]
struct Visit {
    std::string path;
};

App counting(Settings settings) {
    App app{std::move(settings)};
    app.own(Clock{"12:00"});                                         // one, made here
    app.provide<Catalogue>([](Clock& clock) {                        // one, made when the app is built
        Catalogue catalogue;
        catalogue.title += " " + clock.now;
        return catalogue;
    });
    app.provide_per_request<Visit>([](Request& request) { return Visit{std::string{request.path()}}; });
    app.get<"/title">([](Inject<Catalogue> catalogue, Inject<Visit> visit) { return catalogue->title + " at " + visit->path; });
    return app;
}
// [/injection]

// [request_controller]
class VisitController {
public:
    VisitController(Visit& visit, Catalogue& catalogue) : visit_{visit}, catalogue_{catalogue} {}

    static void routes(Routes<VisitController>& r) { r.get<"">(&VisitController::show); }
    std::string show() { return catalogue_.title + " at " + visit_.path; }

private:
    Visit& visit_;
    Catalogue& catalogue_;
};
// [/request_controller]

test::Response as(test::Client& client, std::string_view user, std::string_view target) {
    return client.request(Method::get, target).header("X-User", user).send();
}

}  // namespace

TEST_CASE("an argument's type says where its value comes from", "[docs]") {
    App app{test::settings()};
    app.put<"/items/{id}">(&update);
    app.get<"/search">([](QueryModel<Filter> filter) { return filter->tag; });
    app.post<"/login">([](Form<Login> login) { return login->name; });
    test::Client client{std::move(app)};
    const auto response = client.request(Method::put, "/items/7?notify=yes").header("X-Tenant", "acme").json({{"id", 1}, {"name", "Cup"}}).send();
    REQUIRE(response.status() == Status::ok);
    CHECK(response.json()["id"] == 7);
    CHECK(response.json()["name"] == "Cup of acme, told, no theme");
    CHECK(client.get("/search?tag=a&tag=b").json() == Json::array({"a", "b"}));
    CHECK(client.request(Method::post, "/login").form({{"name", "ann"}, {"password", "x"}}).send().json() == "ann");
    CHECK(client.put("/items/x", {{"id", 1}, {"name", "Cup"}}).status() == Status::not_found);
}

TEST_CASE("a struct of extractors is one, and a form brings files", "[docs]") {
    App app{test::settings()};
    app.get<"/find">(&find);
    app.post<"/portraits">(&keep);
    test::Client client{std::move(app)};
    CHECK(client.get("/find?q=cup").json() == "cup, 20, /portraits");
    CHECK(client.get("/find?limit=0").status() == Status::bad_request);
    const auto kept = client.request(Method::post, "/portraits")
                          .multipart({{"name", "Ada"}, {"password", "x"}, {"portrait", "PNG", "ada.png", "image/png"}})
                          .send();
    CHECK(kept.json() == "Ada: ada.png, 3 octets");
}

TEST_CASE("an extractor of one's own notes what is wrong", "[docs]") {
    auto request = test::make_request(Method::get, "/", {{"Accept-Language", "german"}});
    const auto language = test::extract<Language>(request);
    REQUIRE(language.errors.size() == 1);
    CHECK(language.errors[0].pointer == "/Accept-Language");
    auto plain = test::make_request(Method::get, "/");
    CHECK(test::extract<Language>(plain).value->code() == "en");
}

TEST_CASE("result types say the status", "[docs]") {
    App app{test::settings()};
    app.post<"/items">(&add);
    app.get<"/picture">([] { return Picture{"PNG"}; });
    app.get<"/string">([] { return std::string{"hi"}; });
    app.get<"/text">([] { return Text{"hi"}; });
    app.post<"/nothing">([] {});
    app.post<"/accepted">([](Body<Item> item) { return *item; }).status(Status::accepted);
    test::Client client{std::move(app)};
    const auto created = client.post("/items", {{"id", 3}, {"name", "Pot"}});
    CHECK(created.status() == Status::created);
    CHECK(created.header("Location") == "/items/3");
    CHECK(client.post("/items", {{"id", 3}, {"name", "Cup"}}).status() == Status::conflict);
    CHECK(client.get("/picture").header("Content-Type") == "image/png");
    CHECK(client.get("/string").body() == "\"hi\"");
    CHECK(client.get("/text").body() == "hi");
    CHECK(client.post("/nothing").status() == Status::no_content);
    CHECK(client.post("/accepted", {{"id", 3}, {"name", "Cup"}}).status() == Status::accepted);
}

TEST_CASE("a controller of each request and a reply with more than a result", "[docs]") {
    App app = counting(test::settings());
    app.get<"/items/{id}">(&visit);
    // [mount_request_controller]
    app.provide_per_request<VisitController>([](Visit& visit, Catalogue& catalogue) { return VisitController{visit, catalogue}; });
    app.mount<"/visit", VisitController>();
    // [/mount_request_controller]
    test::Client client{std::move(app)};
    CHECK(client.get("/visit").json() == "Spring 12:00 at /visit");
    CHECK(client.get("/items/4").header("ETag") == "\"v1\"");
    CHECK(client.cookies().find("last_seen") == "4");
}

TEST_CASE("the level nearest to an endpoint says who may", "[docs]") {
    test::Client client{shop(test::settings())};
    CHECK(client.get("/v1/motd").status() == Status::ok);
    CHECK(client.get("/v1/stock").status() == Status::unauthorized);
    CHECK(as(client, "ann", "/v1/stock").status() == Status::forbidden);
    CHECK(as(client, "staff", "/v1/stock").json() == 7);
    CHECK(as(client, "ann", "/v1/items").json().size() == 2);
    CHECK(client.request(Method::delete_, "/v1/items/1").header("X-User", "ann").send().status() == Status::forbidden);
    CHECK(client.request(Method::delete_, "/v1/items/1").header("X-User", "staff").send().status() == Status::no_content);
    // [names]
    CHECK(client.app().urls().named("v1:item", {{"id", 2}}) == "/v1/items/2");
    // [/names]
}

TEST_CASE("dependencies are handed to those who ask for their type", "[docs]") {
    test::Client client{counting(test::settings())};
    CHECK(client.get("/title").json() == "Spring 12:00 at /title");
}

TEST_CASE("paths are made from names and from patterns", "[docs]") {
    // [urls]
    CHECK(url_for<"/items/{id}">(5) == "/items/5");
    CHECK(absolute_url("https://shop.example", url_for<"/items/{id}">(5)) == "https://shop.example/items/5");
    // [/urls]
}

TEST_CASE("literal segments go before parameters, whatever the order of registration", "[docs]") {
    App app{test::settings()};
    app.get<"/items/{name}">([](Path<"name", std::string>) { return Text{"name"}; }).hide();
    app.get<"/items/{id}">([](Path<"id", int>) { return Text{"id"}; });
    app.get<"/items/new">([] { return Text{"new"}; });
    app.get<"/files/{rest:path}">([](Path<"rest", std::string> rest) { return Text{*rest}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/items/new").body() == "new");
    CHECK(client.get("/items/7").body() == "id");
    CHECK(client.get("/items/seven").body() == "name");
    CHECK(client.get("/files/a/b.txt").body() == "a/b.txt");
}

TEST_CASE("mistakes are told when the app is built, all at once", "[docs]") {
    App app{test::settings()};
    // [mistakes]
    app.get<"/clock">([](Inject<Clock> clock) { return clock->now; });   // nobody provides one
    app.get<"/me">([](CurrentUser who) { return who->name; });           // no authenticator holds
    // [/mistakes]
    std::vector<std::string> mistakes;
    try {
        app.build();
    } catch (const AppError& error) {
        mistakes = error.mistakes();
    }
    REQUIRE(mistakes.size() == 2);
    CHECK(mistakes[0].find("GET /clock takes Inject<") == 0);
    CHECK(mistakes[1].find("GET /me takes CurrentUser, but no authenticator holds there") == 0);
}
