#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Note {
    int id = 0;
    std::string text;

    static void describe(Fields<Note>& f) { f.on<&Note::id>().read_only(); }
};

struct Upload_ {
    std::string text;
};

Note numbered(const Note& note) {
    Note kept = note;
    kept.id = 7;
    return kept;
}

std::string said(const Request& request) {
    std::string text{request.method().name()};
    return text.append(" ").append(request.target()).append(" ").append(request.header("Content-Type").value_or("-")).append(request.body());
}

/** `/to?status=302&location=…` redirects, `/a/b/end` tells what it was asked. */
App maze(Settings settings) {
    settings.validate_responses = false;   // what it answers is up to the request
    App app{std::move(settings)};
    const auto redirect = [](Query<"status", int> status, Query<"location"> location) {
        return Response::redirect(*location, Status{static_cast<std::uint16_t>(*status)});
    };
    const auto echo = [](const Request& request) { return Text{said(request)}; };
    app.get<"/a/b/to">(redirect);
    app.post<"/a/b/to">(redirect);
    app.put<"/a/b/to">(redirect);
    app.get<"/a/b/end">(echo);
    app.post<"/a/b/end">([](Body<Json>, const Request& request) { return Text{said(request)}; });
    app.put<"/a/b/end">([](Body<Json>, const Request& request) { return Text{said(request)}; });
    app.post<"/notes">([](Body<Note> note) { return numbered(*note); });
    app.put<"/notes">([](Body<Note> note) { return numbered(*note); });
    app.patch<"/notes">([](Body<Partial<Note>> change) {
        Note note{7, "old"};
        change->apply_to(note);
        return note;
    });
    app.post<"/form">([](Form<Upload_> form, Upload<"a\"b"> file) { return form->text + " " + file->filename; });
    app.get<"/cookie">([](Query<"line"> line) {
        Response response{Status::no_content};
        response.headers().add("Set-Cookie", *line);
        return response;
    });
    app.get<"/cookies">([](const Request& request) { return std::string{request.header("Cookie").value_or("")}; });
    return app;
}

test::Response follow(test::Client& client, Method method, int status, std::string_view location) {
    auto request = client.request(method, "/a/b/to");
    request.query("status", std::to_string(status)).query("location", location);
    if (method != Method::get) request.json(1);
    return request.send();
}

}  // namespace

TEST_CASE("the client follows a redirect wherever in the app it leads", "[testing]") {
    test::Client client{maze(test::settings())};
    client.follow_redirects();
    for (const char* location : {"/a/b/end", "end", "http://testserver/a/b/end", "http://testserver:80/a/b/end", "end#part"}) {
        CAPTURE(location);
        CHECK(follow(client, Method::get, 302, location).body() == "GET /a/b/end -");
    }
    CHECK(follow(client, Method::get, 307, "end?page=2").body() == "GET /a/b/end?page=2 -");
}

TEST_CASE("a redirect to another host is answered as it is", "[testing]") {
    test::Client client{maze(test::settings())};
    client.follow_redirects();
    for (const char* location : {"https://shop.example/a/b/end", "//shop.example/", "mailto:ann@example.org"}) {
        CAPTURE(location);
        CHECK(follow(client, Method::get, 302, location).header("Location") == location);
    }
}

TEST_CASE("what was posted is asked for after 301, 302 and 303, and posted again after 307 and 308", "[testing]") {
    test::Client client{maze(test::settings())};
    client.follow_redirects();
    for (const int status : {301, 302, 303}) CHECK(follow(client, Method::post, status, "end").body() == "GET /a/b/end -");
    for (const int status : {307, 308}) CHECK(follow(client, Method::post, status, "end").body() == "POST /a/b/end application/json1");
    CHECK(follow(client, Method::put, 302, "end").body() == "PUT /a/b/end application/json1");
    CHECK(follow(client, Method::put, 303, "end").body() == "GET /a/b/end -");
}

TEST_CASE("models are posted, put and patched, and answers are models with their read-only fields", "[testing]") {
    test::Client client{maze(test::settings())};
    CHECK(client.post("/notes", Note{0, "a"}).as<Note>().id == 7);
    CHECK(client.put("/notes", Note{0, "b"}).as<Note>().text == "b");
    CHECK(client.patch("/notes", Partial<Note>{}.set<&Note::text>("c")).as<Note>().text == "c");
}

TEST_CASE("a field that is given several times is sent as often, in the place of the client's own", "[testing]") {
    App app{test::settings()};
    app.post<"/fields">([](const Request& request) {
        std::vector<std::string> all;
        for (const char* name : {"X-Mark", "Host", "Content-Type"}) {
            for (const std::string_view value : request.headers().all(name)) all.emplace_back(value);
        }
        return all;
    });
    test::Client client{std::move(app)};
    client.headers().set("X-Mark", "always");
    const auto marks = [&](auto request) { return request.send().json(); };
    CHECK(marks(client.request(Method::post, "/fields").header("Host", "here")) == Json::parse(R"(["always", "here"])"));
    CHECK(marks(client.request(Method::post, "/fields").header("X-Mark", "one").header("x-mark", "two").header("Host", "here").json(1)
                    .header("Content-Type", "application/merge-patch+json")) ==
          Json::parse(R"(["one", "two", "here", "application/merge-patch+json"])"));
}

TEST_CASE("names in a multipart form are escaped", "[testing]") {
    test::Client client{maze(test::settings())};
    const auto answer = client.request(Method::post, "/form").multipart({{"text", "hi"}, {"a\"b", "x", "my \"file\".txt"}}).send();
    INFO(answer);
    CHECK(answer.json() == "hi my \"file\".txt");
}

TEST_CASE("the client keeps cookies by the app's clock and sends them where they are meant for", "[testing]") {
    test::Client client{maze(test::settings())};
    client.clock().freeze();
    const auto sent = [&client](std::string_view target) { return client.get(target).json().get<std::string>(); };
    std::ignore = client.request(Method::get, "/cookie").query("line", "a=1; Max-Age=60; Path=/").send();
    std::ignore = client.request(Method::get, "/cookie").query("line", "b=2; Path=/cookies").send();
    CHECK(sent("/cookies") == "b=2; a=1");
    client.clock().advance(std::chrono::seconds{61});
    CHECK(sent("/cookies") == "b=2");
    std::ignore = client.request(Method::get, "/cookie").query("line", "b=; Max-Age=0; Path=/cookies").send();
    CHECK(sent("/cookies").empty());
}
