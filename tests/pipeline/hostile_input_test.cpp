// Input that is made to hurt: each has its answer, and takes no longer than its size accounts for.
#include <catch2/catch.hpp>

#include <serval/http/content_disposition.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include <algorithm>
#include <ctime>

using namespace serval;

namespace {

constexpr std::size_t million = 1'000'000;

struct Sample {
    std::string name;
    double x = 0;
    std::vector<int> numbers;

    static void describe(Fields<Sample>& f) {
        f.on<&Sample::x>().otherwise(0.0);
        f.on<&Sample::numbers>().otherwise({});
    }
};

struct Said {
    std::string text;
};

Response say_in_header(Query<"q", std::string> q) {
    Response response;
    response.set_header("X-Said", *q);
    return response;
}

struct Name {
    std::string name;
};

Response keep_in_cookie(Query<"q", std::string> q) {
    Response response;
    set_cookie(response, {.name = "kept", .value = *q});
    return response;
}

Response keep_cookie_called(Query<"q", std::string> q) {
    Response response;
    set_cookie(response, {.name = *q, .value = "x"});
    return response;
}

Response offer_file_called(Query<"q", std::string> q) {
    Response response = Response::text("content");
    response.set_header("Content-Disposition", attachment(*q));
    return response;
}

Response say_in_header_called(Query<"q", std::string> q) {
    Response response;
    response.set_header(*q, "x");
    return response;
}

Said show_name(Path<"name", std::string> name) { return Said{*name}; }

App app() {
    App app{test::settings()};
    app.get<"/query">([](Query<"q", std::string, otherwise("none")> q) { return Said{*q}; });
    app.get<"/path/{word}">([](Path<"word", std::string> word) { return Said{*word}; });
    app.get<"/cookie">([](Cookie<"c7777", std::string> value) { return Said{*value}; });
    app.post<"/json">([](Body<Sample> body) { return Said{body->name}; });
    app.post<"/any">([](Body<Json> body) { return Said{body->is_null() ? "null" : "something"}; });
    app.post<"/form">([](Form<Said> form) { return *form; });
    app.get<"/header">(say_in_header);
    app.get<"/location">([](Query<"q", std::string> q) { return Response::redirect(*q); });
    app.get<"/type">([](Query<"q", std::string> q) { return Response{Status::ok, "", *q}; });
    app.get<"/header-name">(say_in_header_called);
    app.get<"/cookie-value">(keep_in_cookie);
    app.get<"/cookie-name">(keep_cookie_called);
    app.get<"/file">(offer_file_called);
    app.get<"/names/{name}">(show_name);
    app.post<"/names">([](Body<Name> body) { return Created<Name>{*body, link(show_name, body->name)}; });
    app.get<"/to-name">([](Query<"q", std::string> q) { return Redirect{link(show_name, *q)}; });
    app.get<"/to">([](Query<"q", std::string> q) { return Redirect{*q}; });
    app.get<"/repeated">([](Query<"n", int> n) { return Said{std::string(static_cast<std::size_t>(*n), '\xFF')}; });
    app.get<"/broken">([] { return Said{"\xFF"}; });
    return app;
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string text;
    text.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
}

Status posted(test::Client& client, std::string_view target, std::string body, std::string_view type = "application/json") {
    return client.request(Method::post, target).body(std::move(body), type).send().status();
}

}  // namespace

TEST_CASE("a million separators are no parameters", "[pipeline]") {
    test::Client client{app()};
    CHECK(client.get("/query?" + std::string(million, '&')).as<Said>().text == "none");
    CHECK(client.get("/query?" + repeated("q&", million / 2)).status() == Status::bad_request);   // one value is asked for
    CHECK(posted(client, "/form", std::string(million, '&'), "application/x-www-form-urlencoded") == Status::bad_request);
}

TEST_CASE("an encoded NUL goes nowhere", "[pipeline]") {
    test::Client client{app()};
    CHECK(client.get("/path/a%00b").status() == Status::bad_request);
    CHECK(client.get("/query?q=a%00b").status() == Status::bad_request);
    CHECK(posted(client, "/form", "text=a%00b", "application/x-www-form-urlencoded") == Status::bad_request);
    CHECK(posted(client, "/json", R"({"name":"a\u0000b"})") == Status::bad_request);
}

TEST_CASE("ten thousand entries of Accept are weighed, and none of them is what there is", "[pipeline]") {
    test::Client client{app()};
    std::string accept;
    for (int i = 0; i < 10'000; ++i) accept += "a/b" + std::to_string(i) + ";q=0.5,";
    CHECK(client.request(Method::get, "/query").header("Accept", accept).send().status() == Status::not_acceptable);
    CHECK(client.request(Method::get, "/query").header("Accept", accept + "*/*").send().status() == Status::ok);
}

TEST_CASE("one cookie is found among ten thousand", "[pipeline]") {
    test::Client client{app()};
    std::string cookies;
    for (int i = 0; i < 10'000; ++i) cookies += "c" + std::to_string(i) + "=" + std::to_string(i) + "; ";
    CHECK(client.request(Method::get, "/cookie").header("Cookie", cookies).send().as<Said>().text == "7777");
}

TEST_CASE("a line end that a handler would put into a header field is never sent", "[pipeline]") {
    test::Client client{app()};
    client.render_errors();
    const std::string target = GENERATE("/header", "/header-name", "/cookie-value", "/cookie-name", "/location", "/to", "/to-name", "/type");
    const std::string end = GENERATE("\r\n", "\r", "\n");
    CAPTURE(target, end);
    const auto response = client.request(Method::get, target).query("q", "/a" + end + "Set-Cookie: a=b").send();
    CHECK(response.status() == Status::internal_server_error);
    CHECK(response.header("Set-Cookie").empty());
}

TEST_CASE("a line end that a handler would put into the URL of another endpoint is never sent", "[pipeline]") {
    test::Client client{app()};
    client.render_errors();
    const auto response = client.post("/names", {{"name", "a\r\nSet-Cookie: a=b"}});
    CHECK(response.status() == Status::internal_server_error);
    CHECK(response.header("Location").empty());
}

TEST_CASE("a line end in the name of a file that is offered becomes something else", "[pipeline]") {
    test::Client client{app()};
    const auto response = client.request(Method::get, "/file").query("q", "a\r\nSet-Cookie: a=b").send();
    CHECK(response.status() == Status::ok);
    CHECK(response.header("Content-Disposition") ==
          "attachment; filename=\"a__Set-Cookie: a=b\"; filename*=UTF-8''a__Set-Cookie%3A%20a%3Db");
    CHECK(response.header("Set-Cookie").empty());
}

TEST_CASE("JSON nested beyond measure is refused", "[pipeline]") {
    test::Client client{app()};
    const std::string open = GENERATE("[", "{\"a\":");
    CHECK(posted(client, "/any", repeated(open, 100'000)) == Status::bad_request);
    CHECK(posted(client, "/json", "{\"unknown\":" + repeated(open, 100'000)) == Status::bad_request);
}

TEST_CASE("JSON that no value stands for is refused", "[pipeline]") {
    test::Client client{app()};
    const std::string body = GENERATE(as<std::string>{}, R"({"name":"a","x":1e400})", R"({"name":"a","x":-1e400})", R"({"name":"a","numbers":[1e400]})",
                                      R"({"name":"\uD800"})", R"({"name":"\uDC00\uD800"})", "{\"name\":\"\xED\xA0\x80\"}",
                                      "{\"name\":\"\xFF\"}", "{\"name\":\"a\",\"x\":1" + std::string(100'000, '0') + "}");
    CAPTURE(body);
    CHECK(posted(client, "/json", body) == Status::bad_request);
}

TEST_CASE("text that is no UTF-8 leaves as JSON with replacement characters", "[pipeline]") {
    test::Client client{app()};
    const auto response = client.get("/broken");
    CHECK(response.status() == Status::ok);
    CHECK(response.body() == "{\"text\":\"\xEF\xBF\xBD\"}");
}

namespace {

/** What `work` costs this process at best, in seconds of its processors. */
template <class Work>
double cost_of(Work work) {
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
        const std::clock_t began = std::clock();
        work();
        least = std::min(least, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
    }
    return least;
}

/** An attack of any size. */
struct Attack {
    const char* name;
    std::size_t size;   // that of the smaller one; the larger one is eight times as much
    void (*strike)(test::Client& client, std::size_t size);
};

void post_json(test::Client& client, std::string body) { (void)posted(client, "/json", std::move(body)); }

void send_header(test::Client& client, std::string_view target, std::string_view name, std::string_view piece, std::size_t count) {
    (void)client.request(Method::get, target).header(name, repeated(piece, count)).send();
}

const std::vector<Attack> attacks{
    {"separators in a query", million / 8, [](test::Client& client, std::size_t size) { (void)client.get("/query?" + std::string(size, '&')); }},
    {"separators in a form", million / 8,
     [](test::Client& client, std::size_t size) { (void)posted(client, "/form", std::string(size, '&'), "application/x-www-form-urlencoded"); }},
    {"encoded NULs", million / 24,
     [](test::Client& client, std::size_t size) { (void)posted(client, "/form", "text=" + repeated("%00", size), "application/x-www-form-urlencoded"); }},
    {"a boundary that never comes", million / 80,
     [](test::Client& client, std::size_t size) { (void)posted(client, "/form", repeated("\r\n--boundar", size), "multipart/form-data; boundary=boundary"); }},
    {"ranges of Accept", 1'250, [](test::Client& client, std::size_t size) { send_header(client, "/query", "Accept", "a/b;q=0.5,", size); }},
    {"cookies", 1'250, [](test::Client& client, std::size_t size) { send_header(client, "/cookie", "Cookie", "a=b; ", size); }},
    {"open arrays", million / 8, [](test::Client& client, std::size_t size) { post_json(client, R"({"x":)" + std::string(size, '[')); }},
    {"digits", million / 8, [](test::Client& client, std::size_t size) { post_json(client, R"({"name":"a","x":1)" + std::string(size, '0') + "}"); }},
    {"lone surrogates", million / 48, [](test::Client& client, std::size_t size) { post_json(client, R"({"name":")" + repeated("\\uD800", size) + "\"}"); }},
    {"unknown names", million / 80, [](test::Client& client, std::size_t size) { post_json(client, R"({"name":"a")" + repeated(R"(,"zzzz":1)", size) + "}"); }},
    {"faulty items", million / 32, [](test::Client& client, std::size_t size) { post_json(client, R"({"name":"a","numbers":[1)" + repeated(",\"\"", size) + "]}"); }},
    {"octets that are no UTF-8", million / 8, [](test::Client& client, std::size_t size) { (void)client.get("/repeated?n=" + std::to_string(size)); }},
};

}  // namespace

TEST_CASE("eight times the attack costs no more than in proportion", "[pipeline]") {
    test::Client client{app()};
    for (const Attack& attack : attacks) {
        const double small = cost_of([&] { attack.strike(client, attack.size); });
        const double large = cost_of([&] { attack.strike(client, 8 * attack.size); });
        CAPTURE(attack.name, small, large);
        CHECK(large < 24 * small + 0.002);   // growth by the square would make it 64
    }
}
