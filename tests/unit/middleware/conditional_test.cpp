#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

using namespace serval;

namespace {

const std::string monday = "Mon, 02 Nov 2026 10:00:00 GMT";
const std::string sunday = "Sun, 01 Nov 2026 10:00:00 GMT";
const std::string tuesday = "Tue, 03 Nov 2026 10:00:00 GMT";

class Once final : public ContentSource {
public:
    std::optional<std::uint64_t> length() const override { return std::nullopt; }
    Pull pull(std::string& out, ContentSink&) override { return out += "streamed", Pull::end; }
};

App make_app() {
    App app{test::settings()};
    app.use(conditional());
    app.get<"/made">([] { return std::move(Response::text("content").set_header("Cache-Control", "no-cache")); });
    app.get<"/own">([] { return std::move(Response::text("content").set_header("ETag", "W/\"7\"")); });
    app.get<"/dated">([] { return std::move(Response::text("content").set_header("Last-Modified", monday)); });
    app.get<"/streamed">([] { return Response::stream(std::make_unique<Once>(), "text/plain"); });
    app.get<"/streamed-own">([] { return std::move(Response::stream(std::make_unique<Once>(), "text/plain").set_header("ETag", "\"s\"")); });
    app.get<"/none">([]() -> Text { throw NotFound{}; });
    app.put<"/made">([](Preconditions conditions) {
        conditions.check({EntityTag{"v1"}});
        return Text{"put"};
    });
    app.patch<"/made">([](Preconditions conditions) {
        conditions.require({EntityTag{"v1"}});
        return Text{"patched"};
    });
    app.put<"/new">([](Preconditions conditions) {
        conditions.check_absent();
        return Text{"created"};
    });
    return app;
}

test::Response ask(test::Client& client, Method method, std::string_view path, std::string_view name, std::string_view value) {
    return client.request(method, path).header(name, value).send();
}

}  // namespace

TEST_CASE("a client that has an answer is spared it", "[middleware]") {
    test::Client client{make_app()};
    const std::string tag = client.get("/made").header("ETag");
    CHECK(tag.size() > 10);
    for (const std::string& named : {tag, "\"other\", " + tag, "W/" + tag, std::string{"*"}}) {
        CAPTURE(named);
        const auto response = ask(client, Method::get, "/made", "If-None-Match", named);
        CHECK(response.status() == Status::not_modified);
        CHECK(response.body().empty());
        CHECK(response.header("ETag") == tag);
        CHECK(response.header("Cache-Control") == "no-cache");
        CHECK(response.header("Content-Type").empty());
    }
    CHECK(ask(client, Method::head, "/made", "If-None-Match", tag).status() == Status::not_modified);
    CHECK(ask(client, Method::get, "/made", "If-None-Match", "\"other\"").body() == "content");
    CHECK(ask(client, Method::get, "/made", "If-None-Match", tag.substr(1)).body() == "content");
}

TEST_CASE("a handler's own tag and date are what counts", "[middleware]") {
    test::Client client{make_app()};
    CHECK(client.get("/own").header("ETag") == "W/\"7\"");
    CHECK(ask(client, Method::get, "/own", "If-None-Match", "\"7\"").status() == Status::not_modified);
    CHECK(ask(client, Method::get, "/dated", "If-Modified-Since", monday).status() == Status::not_modified);
    CHECK(ask(client, Method::get, "/dated", "If-Modified-Since", tuesday).status() == Status::not_modified);
    CHECK(ask(client, Method::get, "/dated", "If-Modified-Since", sunday).status() == Status::ok);
    CHECK(ask(client, Method::get, "/dated", "If-Modified-Since", "yesterday").status() == Status::ok);
    CHECK(ask(client, Method::get, "/own", "If-Modified-Since", tuesday).status() == Status::ok);
}

TEST_CASE("If-None-Match goes before If-Modified-Since", "[middleware]") {
    test::Client client{make_app()};
    auto request = client.request(Method::get, "/dated");
    CHECK(request.header("If-None-Match", "\"other\"").header("If-Modified-Since", tuesday).send().status() == Status::ok);
}

TEST_CASE("what a reader demands of an answer holds, or is a 412", "[middleware]") {
    test::Client client{make_app()};
    CHECK(ask(client, Method::get, "/made", "If-Match", client.get("/made").header("ETag")).status() == Status::ok);
    CHECK(ask(client, Method::get, "/made", "If-Match", "\"other\"").status() == Status::precondition_failed);
    CHECK(ask(client, Method::get, "/made", "If-Match", "\"other\"").json()["code"] == "precondition_failed");
    CHECK(ask(client, Method::get, "/own", "If-Match", "W/\"7\"").status() == Status::precondition_failed);   // weak tags match no octets
    CHECK(ask(client, Method::get, "/dated", "If-Unmodified-Since", sunday).status() == Status::precondition_failed);
    CHECK(ask(client, Method::get, "/dated", "If-Unmodified-Since", monday).status() == Status::ok);
}

TEST_CASE("streams are tagged by nobody but their handlers, errors by nobody", "[middleware]") {
    test::Client client{make_app()};
    CHECK(client.get("/streamed").header("ETag").empty());
    CHECK(ask(client, Method::get, "/streamed-own", "If-None-Match", "\"s\"").status() == Status::not_modified);
    CHECK(ask(client, Method::get, "/streamed-own", "If-None-Match", "\"t\"").body() == "streamed");
    CHECK(ask(client, Method::get, "/none", "If-None-Match", "*").status() == Status::not_found);
    CHECK(client.get("/none").header("ETag").empty());
}

TEST_CASE("nobody overwrites what they have not seen", "[middleware]") {
    test::Client client{make_app()};
    CHECK(client.put("/made", {}).status() == Status::ok);
    CHECK(ask(client, Method::put, "/made", "If-Match", "\"v0\", \"v1\"").status() == Status::ok);
    CHECK(ask(client, Method::put, "/made", "If-Match", "*").status() == Status::ok);
    CHECK(ask(client, Method::put, "/made", "If-Match", "\"v0\"").status() == Status::precondition_failed);
    CHECK(ask(client, Method::put, "/made", "If-Match", "v1").status() == Status::precondition_failed);
    CHECK(ask(client, Method::put, "/made", "If-None-Match", "*").status() == Status::precondition_failed);
    CHECK(client.request(Method::patch, "/made").send().status() == Status::precondition_required);
    CHECK(ask(client, Method::patch, "/made", "If-Match", "\"v1\"").status() == Status::ok);
}

TEST_CASE("what is not there yet is created once", "[middleware]") {
    test::Client client{make_app()};
    CHECK(ask(client, Method::put, "/new", "If-None-Match", "*").status() == Status::ok);
    CHECK(ask(client, Method::put, "/new", "If-Match", "*").status() == Status::precondition_failed);
}

TEST_CASE("a tag is read as it is written, and nothing else is one", "[middleware]") {
    CHECK(EntityTag::parse("\"a\"").value().text() == "\"a\"");
    CHECK(EntityTag::parse("W/\"\"").value().text() == "W/\"\"");
    for (const std::string_view text : {"", "a", "\"", "\"a", "w/\"a\"", "W/a", "\"a b\"", "\"a\"b\"", "\"a\x01\""}) {
        CAPTURE(text);
        CHECK_FALSE(EntityTag::parse(text));
    }
    CHECK_THROWS_AS(EntityTag{"a\"b"}, std::invalid_argument);
}
