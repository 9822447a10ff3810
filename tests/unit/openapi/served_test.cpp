#include <serval/testing.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "openapi/shop.hpp"
#include "server/app_core.hpp"

using namespace serval;

namespace {

Settings with_docs(DocsSettings docs) {
    Settings settings = test::settings();
    settings.docs = std::move(docs);
    return settings;
}

}  // namespace

TEST_CASE("an app serves its document and its pages to everybody", "[openapi]") {
    App app = shop::make_app(test::settings());
    app.permit(is_authenticated);
    test::Client client{std::move(app)};
    const auto json = client.get("/openapi.json");
    CHECK(json.status() == Status::ok);
    CHECK(json.header("Content-Type") == "application/json");
    CHECK(json.json()["openapi"] == "3.1.0");
    CHECK(client.get("/openapi.yaml").header("Content-Type") == "application/yaml");
    CHECK(client.get("/openapi.yaml").body().rfind("\"openapi\": \"3.1.0\"\n", 0) == 0);
    for (const char* const path : {"/docs", "/redoc"}) {
        const auto page = client.get(path);
        CHECK(page.status() == Status::ok);
        CHECK(page.header("Content-Type") == "text/html; charset=utf-8");
        CHECK(page.header("Content-Security-Policy").find("default-src 'none'") != std::string::npos);
        CHECK(page.header("X-Content-Type-Options") == "nosniff");
        CHECK(page.body().find("\"openapi.json\"") != std::string::npos);
    }
}

TEST_CASE("the document comes in the form that the client asks for", "[openapi]") {
    test::Client client{App{test::settings()}};
    const auto form_for = [&](const char* accept) {
        const auto response = client.request(Method::get, "/openapi.json").header("Accept", accept).send();
        CHECK(response.header("Vary") == "Accept");
        return response.header("Content-Type");
    };
    CHECK(form_for("application/yaml") == "application/yaml");
    CHECK(form_for("application/json;q=0.5, application/yaml") == "application/yaml");
    CHECK(form_for("*/*") == "application/json");
    CHECK(form_for("text/html") == "application/json");
}

TEST_CASE("the documentation does not document itself", "[openapi]") {
    test::Client client{App{test::settings()}};
    CHECK(client.get("/openapi.json").json()["paths"].empty());
}

TEST_CASE("a client that has the document already is told so", "[openapi]") {
    test::Client client{shop::make_app(test::settings())};
    const std::string tag = client.get("/openapi.json").header("ETag");
    REQUIRE(tag.size() > 2);
    for (const std::string& known : {tag, "W/" + tag, "\"other\", " + tag, std::string{"*"}}) {
        const auto again = client.request(Method::get, "/openapi.json").header("If-None-Match", known).send();
        CHECK(again.status() == Status::not_modified);
        CHECK(again.body().empty());
        CHECK(again.header("ETag") == tag);
    }
    CHECK(client.request(Method::get, "/openapi.json").header("If-None-Match", "\"other\"").send().status() == Status::ok);
    CHECK(client.get("/docs").header("ETag") != tag);
}

TEST_CASE("documents and pages are served where the settings say", "[openapi]") {
    test::Client client{App{with_docs({.openapi = "/api/schema", .swagger = "/api/ui/", .redoc = ""})}};
    CHECK(client.get("/api/schema").json()["openapi"] == "3.1.0");
    CHECK(client.get("/api/schema.yaml").status() == Status::ok);
    CHECK(client.get("/api/ui/").body().find("\"../../api/schema\"") != std::string::npos);
    CHECK(client.get("/redoc").status() == Status::not_found);
    CHECK(client.get("/openapi.json").status() == Status::not_found);
}

TEST_CASE("an app can keep its documentation to itself", "[openapi]") {
    const DocsSettings docs = GENERATE(DocsSettings{.enabled = false}, DocsSettings{.openapi = ""});
    App app = shop::make_app(with_docs(docs));
    test::Client client{std::move(app)};
    for (const char* const path : {"/openapi.json", "/openapi.yaml", "/docs", "/redoc", "/.yaml"}) {
        CHECK(client.get(path).status() == Status::not_found);
    }
    CHECK(Json::parse(detail::openapi_text(client.app().core(), DocumentFormat::json))["info"]["version"] == "2.1.0");
}
