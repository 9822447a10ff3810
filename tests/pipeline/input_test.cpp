#include "pipeline/recorder.hpp"

using namespace serval;

namespace {

struct Word {
    std::string word;
};

/** Endpoints that refuse wrong input in every way there is. */
void add_endpoints(Group<"">& group) {
    group.post<"/body">([](Body<Word> word) { return *word; });
    group.get<"/query">([](Query<"n", int>) { return 1; });
    group.get<"/thrown">([]() -> int { throw ValidationFailed{"/word", "Taken.", "unique"}; });
    group.get<"/returned">([]() -> OneOf<int, ValidationFailed> { return ValidationFailed{"/word", "Taken.", "unique"}; });
}

int status_of_each(test::Client& client) {
    const int status = number(client.post("/body", {{"word", ""}}).status());
    CHECK(number(client.get("/query?n=x").status()) == status);
    CHECK(number(client.get("/thrown").status()) == status);
    CHECK(number(client.get("/returned").status()) == status);
    return status;
}

}  // namespace

TEST_CASE("wrong input is 400, and 422 where that is asked for, whoever found it wrong", "[pipeline]") {
    for (const InvalidInput asked : {InvalidInput::bad_request, InvalidInput::unprocessable}) {
        Settings settings = test::settings();
        settings.invalid_input = asked;
        App app{settings};
        auto group = app.group<"">();
        add_endpoints(group);
        test::Client client{std::move(app)};
        CHECK(status_of_each(client) == number(status_of(asked)));
        CHECK(client.post("/body", {{"word", ""}}).json()["errors"][0]["pointer"] == "/word");
    }
}

TEST_CASE("what cannot be read at all is 400 in any case", "[pipeline]") {
    App app{test::settings()};
    app.invalid_input(InvalidInput::unprocessable);
    auto group = app.group<"">();
    add_endpoints(group);
    test::Client client{std::move(app)};
    CHECK(client.request(Method::post, "/body").body("{\"word\": ", "application/json").send().status() == Status::bad_request);
    CHECK(client.get("/query?n=%zz").status() == Status::bad_request);
    CHECK(client.get("/%zz").status() == Status::bad_request);
}

TEST_CASE("the status of wrong input is said at any level, and documented there", "[pipeline]") {
    App app{test::settings()};
    app.invalid_input(InvalidInput::unprocessable);
    app.get<"/inherits">([](Query<"n", int>) { return 1; });
    app.get<"/own">([](Header<"X-N", int>) { return 1; }).invalid_input(InvalidInput::bad_request);
    app.get<"/result">([]() -> OneOf<int, ValidationFailed> { return 1; });
    test::Client client{std::move(app)};
    CHECK(client.get("/inherits").status() == Status::unprocessable_content);
    CHECK(client.get("/own").status() == Status::bad_request);
    const Json paths = client.get("/openapi.json").json()["paths"];
    CHECK(paths["/inherits"]["get"]["responses"].contains("422"));
    CHECK_FALSE(paths["/own"]["get"]["responses"].contains("422"));
    CHECK(paths["/own"]["get"]["responses"].contains("400"));
    CHECK(paths["/result"]["get"]["responses"].contains("422"));
    CHECK_FALSE(paths["/result"]["get"]["responses"].contains("400"));
}

TEST_CASE("how much content is taken is said at any level, and holds for content that is there at once", "[pipeline]") {
    App app{test::settings()};
    app.body_limit(20);
    app.post<"/inherits">([](Body<Word> word) { return *word; });
    app.post<"/own">([](Body<Word> word) { return *word; }).body_limit(200);
    test::Client client{std::move(app)};
    const Json large{{"word", std::string(100, 'x')}};
    CHECK(client.post("/inherits", {{"word", "x"}}).status() == Status::created);
    CHECK(client.post("/inherits", large).status() == Status::content_too_large);
    CHECK(client.post("/own", large).status() == Status::created);
}
