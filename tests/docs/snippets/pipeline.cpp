#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "shown.hpp"

#include "server/app_core.hpp"
#include "server/route_listing.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Note {
    std::string text;
};

std::optional<User> check(std::string_view name, std::string_view password) {
    if (password != "secret") return std::nullopt;
    User user;
    user.id = user.name = name;
    user.is_staff = name == "root";
    return user;
}

// [middleware]
/** Tells browsers to take a content for what it is called. */
class NoSniffing final : public Middleware {
public:
    void leave(const Request&, Response& response) override {
        response.set_header("X-Content-Type-Options", "nosniff");
    }
    std::string name() const override { return "no sniffing"; }
};

/** Answers nothing but the health endpoints while the house is being cleaned. */
class Maintenance final : public Middleware {
public:
    explicit Maintenance(const std::atomic<bool>& on) : on_{on} {}

    std::optional<Response> enter(Request& request) override {
        if (!on_ || request.path() == "/healthz") return std::nullopt;
        throw ServiceUnavailable{60s};   // or return a Response
    }
    std::string name() const override { return "maintenance"; }

private:
    const std::atomic<bool>& on_;
};
// [/middleware]

void add_hooks(App& app) {
    // [hooks]
    app.use(on_response([](const Request&, Response& response) { response.set_header("X-Api-Version", "3"); }));
    // [/hooks]
}

// [coroutine_middleware]
AnyMiddleware timed() {
    return [](Request&, Next next) -> Task<Response> {
        const auto began = std::chrono::steady_clock::now();
        Response response = co_await next();   // once
        const auto took = std::chrono::steady_clock::now() - began;
        response.set_header("Server-Timing", "app;dur=" + std::to_string(took / 1ms));
        co_return response;
    };
}
// [/coroutine_middleware]

// [authenticator]
/** Knows whoever sends a key that is on the list: `X-Api-Key: …`. */
class ApiKeys final : public Authenticator {
public:
    explicit ApiKeys(std::map<std::string, User, std::less<>> users) : users_{std::move(users)} {}

    Task<std::optional<User>> authenticate(Request& request) const override {
        using Found = Task<std::optional<User>>;
        const auto key = request.header("X-Api-Key");
        if (!key.has_value()) return Found::ready(std::nullopt);   // none of this scheme: the next one is asked
        const auto user = users_.find(*key);
        if (user == users_.end()) throw AuthenticationFailed{"No such key."};
        return Found::ready(user->second);
    }
    SecurityScheme describe() const override {
        return {.name = "key", .type = "apiKey", .parameter = "X-Api-Key", .place = "header"};
    }

private:
    std::map<std::string, User, std::less<>> users_;
};
// [/authenticator]

// [permissions]
const Permission in_office_hours{"in_office_hours", [](const Request&) { return true; }};
const Permission has_paid{"has_paid", [](const Request& request) { return user_of(request)->name != "eve"; }};

void guard(App& app) {
    app.get<"/report">([] { return Note{"all well"}; })
        .permit(is_authenticated, (is_staff || has_paid) && !in_office_hours.otherwise("closed", "Come back at night."));
}
// [/permissions]

// [object_permission]
struct Recipe {
    int id = 0;
    std::string title;
    std::string added_by;   // the id of a user
};

const ObjectPermission<Recipe> may_change = is_owner(&Recipe::added_by) || is_staff;
// [/object_permission]

struct Recipes {
    std::vector<Recipe> all{{1, "Soup", "ann"}};

    const Recipe& find(int id) const {
        for (const Recipe& recipe : all) {
            if (recipe.id == id) return recipe;
        }
        throw NotFound{};
    }
};

// [access]
Recipe rename_recipe(Path<"id", int> id, Body<Note> title, Inject<Recipes> recipes, ObjectAccess access) {
    Recipe recipe = recipes->find(*id);
    access.require(may_change, recipe);
    recipe.title = title->text;
    return recipe;
}
// [/access]

// [listing_app]
App notes(Settings settings) {
    App app{std::move(settings)};
    app.use(std::make_shared<NoSniffing>());
    app.authenticate(BasicAuth{&check}.blocking());
    app.permit(is_authenticated);
    app.throttle(throttle::user("100/min"));

    app.get<"/notes">([] { return std::vector<Note>{}; }).cache(10s);
    app.post<"/notes">([](Body<Note> note) { return *note; }).permit(also(is_staff)).blocking();
    app.get<"/about">([] { return Note{"about"}; }).permit(none).throttle(none);
    return app;
}
// [/listing_app]

}  // namespace

TEST_CASE("`routes` tells what a request to each endpoint goes through", "[docs]") {
    App app = notes(test::settings());
    app.build();
    CHECK(list_routes(app.core().pipeline()) == docs::file("pipeline_routes.txt"));
}

TEST_CASE("a plain middleware sees every answer, and may answer itself", "[docs]") {
    std::atomic<bool> on = false;
    App app{test::settings()};
    app.use(std::make_shared<NoSniffing>()).use(std::make_shared<Maintenance>(on)).use(timed());
    add_hooks(app);
    app.get<"/">([] { return Note{"x"}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/").header("X-Content-Type-Options") == "nosniff");
    CHECK(client.get("/missing").header("X-Content-Type-Options") == "nosniff");
    CHECK(client.get("/missing").header("Server-Timing").substr(0, 8) == "app;dur=");
    CHECK(client.get("/missing").header("X-Api-Version") == "3");
    on = true;
    const auto closed = client.get("/");
    CHECK(closed.status() == Status::service_unavailable);
    CHECK(closed.header("Retry-After") == "60");
    CHECK(closed.header("X-Content-Type-Options") == "nosniff");
    CHECK(closed.header("Server-Timing").empty());
    CHECK(client.get("/healthz").status() == Status::ok);
}

TEST_CASE("an authenticator of one's own identifies, and refuses only what is wrong", "[docs]") {
    User ann;
    ann.id = ann.name = "ann";
    App app{test::settings()};
    app.authenticate(ApiKeys{{{"k1", ann}}});
    app.get<"/me">([](CurrentUser who) { return Note{who->name}; });
    app.get<"/open">([] { return Note{"open"}; });
    test::Client client{std::move(app)};
    CHECK(client.request(Method::get, "/me").header("X-Api-Key", "k1").send().json()["text"] == "ann");
    CHECK(client.get("/open").status() == Status::ok);
    CHECK(client.get("/me").status() == Status::forbidden);   // no scheme has a challenge
    CHECK(client.request(Method::get, "/open").header("X-Api-Key", "k2").send().status() == Status::forbidden);
}

TEST_CASE("401 asks who is there, 403 is for who is known", "[docs]") {
    test::Client client{notes(test::settings())};
    const auto anonymous = client.get("/notes");
    CHECK(anonymous.status() == Status::unauthorized);
    CHECK(anonymous.header("WWW-Authenticate") == "Basic realm=\"api\", charset=\"UTF-8\"");
    client.credentials("ann", "secret");
    CHECK(client.get("/notes").status() == Status::ok);
    CHECK(client.post("/notes", {{"text", "x"}}).status() == Status::forbidden);
    client.credentials("root", "secret");
    CHECK(client.post("/notes", {{"text", "x"}}).status() == Status::created);
}

TEST_CASE("permissions are composed", "[docs]") {
    App app{test::settings()};
    app.authenticate(BasicAuth{&check});
    guard(app);
    test::Client client{std::move(app)};
    CHECK(client.get("/report").status() == Status::unauthorized);
    client.credentials("ann", "secret");
    CHECK(client.get("/report").status() == Status::forbidden);
}

TEST_CASE("what belongs to somebody is theirs to change", "[docs]") {
    App app{test::settings()};
    app.own(Recipes{});
    app.authenticate(BasicAuth{&check});
    app.put<"/recipes/{id}">(rename_recipe);
    test::Client client{std::move(app)};
    CHECK(client.put("/recipes/1", {{"text", "Stew"}}).status() == Status::unauthorized);
    client.credentials("eve", "secret");
    CHECK(client.put("/recipes/1", {{"text", "Stew"}}).status() == Status::forbidden);
    CHECK(client.put("/recipes/2", {{"text", "Stew"}}).status() == Status::not_found);
    client.credentials("ann", "secret");
    CHECK(client.put("/recipes/1", {{"text", "Stew"}}).json()["title"] == "Stew");
}

TEST_CASE("wrong input spends quota, being refused for who asks does not", "[docs]") {
    App app{test::settings()};
    app.authenticate(BasicAuth{&check});
    app.get<"/x">([](Query<"n", int> n) { return *n; }).permit(is_authenticated).throttle(throttle::user("2/min"));
    test::Client client{std::move(app)};
    client.clock().freeze();
    for (int i = 0; i < 5; ++i) CHECK(client.get("/x").status() == Status::unauthorized);
    client.credentials("ann", "secret");
    CHECK(client.get("/x?n=wrong").status() == Status::bad_request);
    CHECK(client.get("/x?n=1").status() == Status::ok);
    CHECK(client.get("/x?n=1").status() == Status::too_many_requests);
}
