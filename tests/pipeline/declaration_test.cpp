#include <serval/logging/memory_log.hpp>

#include "pipeline/recorder.hpp"

using namespace serval;
using Catch::Contains;

namespace {

struct Author {
    std::string name;

    static void describe(Fields<Author>& f) { f.on<&Author::name>().length(1, 8); }
};

struct Edition {
    int year = 2000;
    std::string kind = "paper";
    std::optional<Author> author{};
    std::vector<Author> translators{};
    std::map<std::string, int> prices{};
    std::string secret{};

    static void describe(Fields<Edition>& f) {
        f.on<&Edition::year>().range(1450, 2100);
        f.on<&Edition::kind>().choices({"paper", "audio"});
        f.on<&Edition::prices>().each().min(0);
        f.on<&Edition::secret>().max_length(3).write_only();
        f.check([](const Edition& e) { return e.year == 1999 ? std::optional<std::string>{"Lost."} : std::nullopt; });
    }
};

struct Receipt {
    int total = 0;
};

/** What a handler's answer is refused for; empty when it is not. */
template <class Handler>
std::string fault_of(Handler handler, void (*say)(EndpointBuilder) = [](EndpointBuilder) {}) {
    App app{test::settings()};
    say(app.get<"/">(std::move(handler)));
    test::Client client{std::move(app)};
    try {
        client.get("/");
    } catch (const ResponseMismatch& mismatch) {
        return mismatch.what();
    }
    return {};
}

Edition edition(void (*change)(Edition&)) {
    Edition made;
    change(made);
    return made;
}

}  // namespace

TEST_CASE("what keeps to its declaration passes", "[pipeline]") {
    CHECK(fault_of([] { return Edition{}; }).empty());
    CHECK(fault_of([] { return edition([](Edition& e) { e.secret = "longer than three"; }); }).empty());   // never written
    CHECK(fault_of([] { return NoContent{}; }).empty());
    CHECK(fault_of([] { return Text{"x"}; }).empty());
    CHECK(fault_of([] {}).empty());
    CHECK(fault_of([]() -> std::optional<Edition> { return std::nullopt; }).empty());
    CHECK(fault_of([]() -> int { throw Conflict{}; }).empty());   // failures have one form, declared or not
    CHECK(fault_of([] { return Response::html("<p>"); }).empty());
}

TEST_CASE("content that breaks the rules of its model breaks the declaration, at any depth", "[pipeline]") {
    CHECK_THAT(fault_of([] { return edition([](Edition& e) { e.year = 3000; }); }),
               Contains("GET / answered 200 with content that breaks its own rules: /year: ") && Contains("2100"));
    CHECK_THAT(fault_of([] { return edition([](Edition& e) { e.kind = "stone"; }); }), Contains("/kind") && Contains("stone"));
    CHECK_THAT(fault_of([] { return edition([](Edition& e) { e.author = Author{""}; }); }), Contains("/author/name"));
    CHECK_THAT(fault_of([] { return edition([](Edition& e) { e.translators = {{"Anna"}, {"Maximilian"}}; }); }),
               Contains("/translators/1/name") && !Contains("/translators/0"));
    CHECK_THAT(fault_of([] { return edition([](Edition& e) { e.prices["eur"] = -1; }); }), Contains("/prices/eur"));
    CHECK_THAT(fault_of([] { return edition([](Edition& e) { e.year = 1999; }); }), Contains("as a whole: Lost."));
    CHECK_THAT(fault_of([] { return std::vector<Author>{{""}}; }), Contains("/0/name"));
}

TEST_CASE("a status that is not declared breaks the declaration", "[pipeline]") {
    const auto teapot = [] { return Response{Status{418}, "short", "text/plain"}; };
    CHECK_THAT(fault_of(teapot), Contains("GET / answered 418, which it does not declare") && Contains(".response("));
    const auto found = [] { return Response{Status::accepted, "later", "text/plain"}; };
    CHECK(fault_of(found, [](EndpointBuilder e) { e.response(Status::accepted); }).empty());
    CHECK(fault_of([] { return Reply{1}.status(Status::accepted); }) != "");
    CHECK(fault_of([] { return Reply{1}.status(Status::accepted); }, [](EndpointBuilder e) { e.response<int>(Status::accepted); }).empty());
}

TEST_CASE("an answer may be declared at any level", "[pipeline]") {
    App app{test::settings()};
    app.response(Status::accepted, "Later");
    app.group<"/g">().get<"/">([] { return Response{Status::accepted}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/g/").status() == Status::accepted);
    CHECK(client.get("/openapi.json").json()["paths"]["/g/"]["get"]["responses"].contains("202"));
}

TEST_CASE("content of another type than declared breaks the declaration", "[pipeline]") {
    const auto html = [] { return Response::html("<p>"); };
    const auto says_receipt = [](EndpointBuilder e) { e.response<Receipt>(Status::ok); };
    CHECK_THAT(fault_of(html, says_receipt), Contains("answered 200 with text/html, but declares application/json"));
    CHECK_THAT(fault_of([] { return Response{Status::ok}; }, says_receipt), Contains("without content, but declares application/json"));
    CHECK(fault_of([] { return Response::json(R"({"total": 3})"); }, says_receipt).empty());
    CHECK_THAT(fault_of([] { return Response::json(R"({"total": "many"})"); }, says_receipt),
               Contains("not what it declares") && Contains("/total"));
    const auto problem = [] { return Response{Status::conflict, "no", "text/plain"}; };
    CHECK_THAT(fault_of(problem, [](EndpointBuilder e) { e.response(Status::conflict); }), Contains("application/problem+json"));
}

TEST_CASE("an answer without a header field that it declares, or with another value, breaks the declaration", "[pipeline]") {
    const auto declared = [](EndpointBuilder route) { route.response_header<int>({.name = "X-Count"}); };
    CHECK(fault_of([] { return Reply{Receipt{}}.header("x-count", "3"); }, declared).empty());
    CHECK_THAT(fault_of([] { return Receipt{}; }, declared), Contains("GET / answered 200 without the header field X-Count, which it declares"));
    CHECK_THAT(fault_of([] { return Reply{Receipt{}}.header("X-Count", "many"); }, declared),
               Contains("with a header field that is not what it declares: X-Count: A valid integer is required."));
    CHECK(fault_of([] { return Receipt{}; }, [](EndpointBuilder route) { route.response_header({.name = "X-Count", .required = false}); }).empty());
    CHECK(fault_of([] { return std::optional<Receipt>{}; }, declared).empty());
}

TEST_CASE("a broken declaration is a 500 that the log explains, whatever error handlers there are", "[pipeline]") {
    const auto lines = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{lines});
    app.on_error<std::exception>([](const std::exception&) { return BadRequest{"swallowed"}; });
    app.get<"/">([] { return edition([](Edition& e) { e.year = 3000; }); });
    test::Client client{std::move(app)};
    const auto response = client.render_errors().get("/");
    CHECK(response.status() == Status::internal_server_error);
    CHECK_THAT(response.body(), !Contains("year"));
    CHECK(lines->contains("GET / answered 200 with content that breaks its own rules"));
}

TEST_CASE("what an endpoint began is taken back when its answer breaks the declaration", "[pipeline]") {
    struct Work {
        test::Trail& trail;
        void request_succeeded() { trail.add("succeeded"); }
    };
    const auto trail = std::make_shared<test::Trail>();
    App app{test::settings()};
    app.own<test::Trail>(trail);
    app.provide_per_request<Work>([](test::Trail& steps) { return Work{steps}; });
    app.get<"/good">([](Inject<Work>) { return Edition{}; });
    app.get<"/broken">([](Inject<Work>) { return edition([](Edition& e) { e.year = 1; }); });
    test::Client client{std::move(app)};
    CHECK(client.render_errors().get("/broken").status() == Status::internal_server_error);
    CHECK(trail->take().empty());
    CHECK(client.get("/good").status() == Status::ok);
    CHECK(trail->take().size() == 1);
}

TEST_CASE("whether answers are held against declarations is a setting, and the nearest level wins", "[pipeline]") {
    const auto broken = [] { return edition([](Edition& e) { e.year = 1; }); };
    Settings settings = test::settings();
    settings.validate_responses = Settings{}.validate_responses;
    App app{settings};
    app.get<"/by-default">(broken);
    app.get<"/asked-for">(broken).validate_responses();
    auto group = app.group<"/group">();
    group.validate_responses();
    group.get<"/inherited">(broken).blocking();
    group.get<"/not">(broken).validate_responses(none);
    test::Client client{std::move(app)};
    client.render_errors();
    CHECK(client.get("/by-default").status() == Status::ok);
    CHECK(client.get("/asked-for").status() == Status::internal_server_error);
    CHECK(client.get("/group/inherited").status() == Status::internal_server_error);
    CHECK(client.get("/group/not").status() == Status::ok);
}
