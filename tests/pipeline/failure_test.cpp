#include <serval/logging/memory_log.hpp>
#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/with_timeout.hpp>

#include "pipeline/recorder.hpp"

using namespace serval;

namespace {

struct Word {
    std::string word;
};

struct OutOfStock : std::runtime_error {
    using std::runtime_error::runtime_error;
};

App failing_app() {
    App app{test::settings()};
    app.get<"/teapot">([]() -> Word { throw HttpError{Problem{Status{418}, "Short and stout.", "teapot"}}; });
    app.get<"/runtime">([]() -> Word { throw std::runtime_error{"secret detail"}; });
    app.get<"/int">([]() -> Word { throw 42; });
    app.get<"/stock">([]() -> Word { throw OutOfStock{"None left."}; });
    app.get<"/later">([]() -> Task<Word> {
        co_await sleep_for(std::chrono::milliseconds{1});
        throw OutOfStock{"None left."};
    });
    return app;
}

}  // namespace

TEST_CASE("an HttpError is answered as its problem", "[pipeline]") {
    test::Client client{failing_app()};
    const auto response = client.get("/teapot");
    CHECK(response.status() == Status{418});
    CHECK(response.json()["code"] == "teapot");
    CHECK(response.json()["detail"] == "Short and stout.");
}

TEST_CASE("an unexpected exception of any type tells the client nothing but a name", "[pipeline]") {
    test::Client client{failing_app()};
    client.render_errors();
    for (const char* target : {"/runtime", "/int"}) {
        const auto response = client.request(Method::get, target).header("X-Request-Id", "abc").send();
        CHECK(response.status() == Status::internal_server_error);
        CHECK(response.body().find("secret") == std::string::npos);
        CHECK(response.body().find("abc") != std::string::npos);
    }
    CHECK(client.get("/teapot").status() == Status{418});
}

TEST_CASE("where an app is developed, clients are told what failed unexpectedly", "[pipeline]") {
    Settings settings = test::settings();
    settings.debug = true;
    App app{std::move(settings)};
    app.get<"/runtime">([]() -> int { throw std::runtime_error{"no such \"table\": \xff"}; });
    app.get<"/int">([]() -> int { throw 7; });
    test::Client client{std::move(app)};
    client.render_errors();
    CHECK(client.get("/runtime").json()["detail"] == "no such \"table\": \uFFFD");
    CHECK(client.get("/int").json()["detail"] == "an exception that is no std::exception");
}

TEST_CASE("a test is thrown what its handler threw", "[pipeline]") {
    test::Client client{failing_app()};
    CHECK_THROWS_WITH(client.get("/runtime"), "secret detail");
    CHECK_THROWS_AS(client.get("/int"), int);
}

TEST_CASE("an exception of the application becomes an answer, the nearest level first", "[pipeline]") {
    App app = failing_app();
    app.on_error<OutOfStock>([](const OutOfStock& error) { return Conflict{error.what()}; });
    auto group = app.group<"/shop">();
    group.on_error<OutOfStock>([](const OutOfStock&) { return Gone{"Sold out."}; });
    group.get<"/stock">([]() -> Word { throw OutOfStock{"None left."}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/stock").json()["detail"] == "None left.");
    CHECK(client.get("/later").status() == Status::conflict);
    CHECK(client.get("/shop/stock").status() == Status::gone);
}

TEST_CASE("failures take the form that the nearest level asks for", "[pipeline]") {
    App app{test::settings()};
    app.error_format(ErrorFormat::drf());
    app.get<"/drf">([](Query<"n", int>) { return Word{"x"}; });
    app.get<"/list">([](Query<"n", int>) { return Word{"x"}; }).error_format(ErrorFormat::detail_list());
    app.get<"/own">([](Query<"n", int>) { return Word{"x"}; })
        .error_format(ErrorFormat{[](const Problem& problem, const Request&, Response& response) {
            response.set_body(std::to_string(problem.errors.size()) + " wrong", "text/plain");
        }});
    test::Client client{std::move(app)};
    CHECK(client.get("/drf").json()["n"][0] == "This field is required.");
    CHECK(client.get("/list").json()["detail"][0]["loc"] == Json::array({"query", "n"}));
    CHECK(client.get("/own").body() == "1 wrong");
    CHECK(client.get("/missing").json()["detail"] == "Not found.");
}

TEST_CASE("what is not found under a group's prefix is refused as the group refuses", "[pipeline]") {
    App app{test::settings()};
    app.error_format(ErrorFormat::drf());
    auto api = app.group<"/api">();
    api.error_format(ErrorFormat::detail_list());
    api.get<"/books">([] { return Word{"x"}; });
    auto shop = api.group<"/shops/{shop}">();
    shop.on_error<NotFound>([](const NotFound&, const Request& request) { return Gone{"Nothing at " + std::string{request.path()}}; });
    shop.get<"/stock">([](Path<"shop", int>) { return Word{"x"}; });
    test::Client client{std::move(app)};
    for (const std::string_view path : {"/api", "/api/", "/api/none", "/api/books/1", "/api/shops"}) {
        CAPTURE(path);
        CHECK(client.get(path).status() == Status::not_found);
        CHECK(client.get(path).json()["detail"][0]["type"] == "not_found");
    }
    CHECK(client.get("/api/shops/1/none").status() == Status::gone);
    CHECK(client.get("/api/shops/1/none").json()["detail"][0]["msg"] == "Nothing at /api/shops/1/none");
    CHECK(client.get("/apis").json()["detail"] == "Not found.");
    CHECK(client.get("/none").json()["detail"] == "Not found.");
    CHECK(client.get("/api/%zz").status() == Status::bad_request);
}

TEST_CASE("an error format that throws leaves the server well", "[pipeline]") {
    App app{test::settings()};
    app.get<"/">([](Query<"n", int>) { return Word{"x"}; }).error_format(ErrorFormat{[](const Problem&, const Request&, Response&) { throw 1; }});
    test::Client client{std::move(app)};
    CHECK(client.get("/").status() == Status::internal_server_error);
    CHECK(client.get("/?n=1").status() == Status::ok);
}

TEST_CASE("work that was cancelled is a 503, and no failure for the log", "[pipeline]") {
    const auto lines = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{lines});
    app.get<"/">([]() -> Word { throw Cancelled{}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/").status() == Status::service_unavailable);
    CHECK(lines->lines().empty());
}

TEST_CASE("what took a handler too long to wait for is a 504, and a warning", "[pipeline]") {
    const auto lines = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{lines});
    app.get<"/rate">([]() -> Task<Word> {
        co_await with_timeout(std::chrono::milliseconds{1}, sleep_for(std::chrono::hours{1}));
        co_return Word("never");
    });
    app.get<"/translated">([]() -> Word { throw TimedOut{}; }).on_error<TimedOut>([](const TimedOut&) { return Conflict{}; });
    test::Client client{std::move(app)};
    const auto response = client.get("/rate");
    CHECK(response.status() == Status::gateway_timeout);
    CHECK(response.json()["code"] == "gateway_timeout");
    CHECK(lines->contains("took too long"));
    CHECK(lines->contains("/rate"));
    CHECK(client.get("/translated").status() == Status::conflict);
}

TEST_CASE("an error handler that does not know hands on, one that throws hands on what it threw", "[pipeline]") {
    App app{test::settings()};
    app.on_error<OutOfStock>([](const OutOfStock& error) { return Gone{error.what()}; });
    app.on_error<std::domain_error>([](const std::domain_error& error) { return Conflict{error.what()}; });
    auto group = app.group<"/g">();
    group.on_error<OutOfStock>([](const OutOfStock& error) -> std::optional<Problem> {
        if (std::string_view{error.what()} == "mine") return Problem{Status::forbidden};
        return std::nullopt;
    });
    group.get<"/mine">([]() -> Word { throw OutOfStock{"mine"}; });
    group.get<"/yours">([]() -> Word { throw OutOfStock{"yours"}; });
    group.get<"/thrown">([]() -> Word { throw OutOfStock{"first"}; }).on_error<OutOfStock>([](const OutOfStock&) -> Problem {
        throw std::domain_error{"second"};
    });
    group.get<"/rethrown">([]() -> Word { throw OutOfStock{"same"}; }).on_error<OutOfStock>([](const OutOfStock&) -> Problem { throw; });
    group.get<"/asked">([]() -> Word { throw OutOfStock{"x"}; }).on_error<OutOfStock>([](const OutOfStock&, const Request& request) {
        return Gone{"not at " + std::string{request.path()}};
    });
    group.get<"/lost">([]() -> Word { throw OutOfStock{"first"}; }).on_error<OutOfStock>([](const OutOfStock&) -> Problem {
        throw std::runtime_error{"nobody's"};
    });
    test::Client client{std::move(app)};
    CHECK(client.get("/g/mine").status() == Status::forbidden);
    CHECK(client.get("/g/yours").status() == Status::gone);
    CHECK(client.get("/g/thrown").json()["detail"] == "second");
    CHECK(client.get("/g/rethrown").json()["detail"] == "same");
    CHECK(client.get("/g/asked").json()["detail"] == "not at /g/asked");
    CHECK_THROWS_WITH(client.get("/g/lost"), "nobody's");
}

TEST_CASE("error handlers of the app are asked for what no route matches", "[pipeline]") {
    App app{test::settings()};
    app.on_error<NotFound>([](const NotFound&) { return Gone{"Nothing here any more."}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/nowhere").status() == Status::gone);
}

TEST_CASE("the log names a handler that held its loop, and what to do about it", "[pipeline]") {
    const auto lines = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{lines});
    app.get<"/slow">([] {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{60};
        while (std::chrono::steady_clock::now() < until) {
        }
        return Word{"x"};
    });
    test::Client client{std::move(app)};
    CHECK(client.get("/slow").status() == Status::ok);
    CHECK(lines->contains("add .blocking()"));
    CHECK(lines->contains("GET /slow"));
}

TEST_CASE("the access log writes a line for each request and sends back its name", "[pipeline]") {
    const auto lines = std::make_shared<MemoryLog>();
    Settings settings = test::settings();
    settings.log.access = true;
    App app{std::move(settings)};
    app.log_to(Log{lines});
    app.get<"/">([] { return Word{"x"}; });
    test::Client client{std::move(app)};
    const auto response = client.request(Method::get, "/?secret=1").header("X-Request-Id", "abc").send();
    CHECK(response.header("X-Request-Id") == "abc");
    CHECK(lines->contains("request_id=abc"));
    CHECK_FALSE(lines->contains("secret=1"));
    CHECK(client.get("/nowhere").header("X-Request-Id").size() == 32);
}
