#include <serval/testing.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include <serval/http/base64.hpp>

#include "openapi/docs_assets.hpp"
#include "openapi/page_files.hpp"

// This program links the component, which is all that it takes.

using namespace serval;

namespace {

/** What stands in `attribute="…"`, in order. */
std::vector<std::string> values_of(const std::string& html, const std::string& attribute) {
    std::vector<std::string> values;
    const std::string begins = ' ' + attribute + "=\"";
    for (auto at = html.find(begins); at != std::string::npos; at = html.find(begins, at)) {
        at += begins.size();
        values.push_back(html.substr(at, html.find('"', at) - at));
    }
    return values;
}

Settings with_docs(DocsSettings docs) {
    Settings settings = test::settings();
    settings.docs = std::move(docs);
    return settings;
}

/** As `integrity="…"` has it (Subresource Integrity §3.1). */
std::string integrity_of(std::string_view content) {
    unsigned char octets[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    REQUIRE(EVP_Digest(content.data(), content.size(), octets, &size, EVP_sha384(), nullptr) == 1);
    return "sha384-" + to_base64({reinterpret_cast<const char*>(octets), size});
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("the pages of a program with the component load from nobody else", "[docs_ui]") {
    test::Client client{App{test::settings()}};
    for (const char* const path : {"/docs", "/redoc"}) {
        const auto page = client.get(path);
        CHECK_FALSE(contains(page.body(), "https://"));
        const auto scripts = values_of(page.body(), "src");
        REQUIRE(scripts.size() == 1);
        const auto script = client.get("/" + scripts.front());
        CHECK(script.status() == Status::ok);
        CHECK(script.header("Content-Type") == "text/javascript; charset=utf-8");
        CHECK(script.header("Cache-Control") == "public, max-age=31536000, immutable");
        CHECK(script.header("X-Content-Type-Options") == "nosniff");
        CHECK(script.body().size() > 1'000'000);
    }
    const auto style = client.get("/" + values_of(client.get("/docs").body(), "href").back());
    CHECK(style.header("Content-Type") == "text/css; charset=utf-8");
    CHECK(style.body().size() > 100'000);
}

TEST_CASE("the assets are those that the pages link otherwise", "[docs_ui]") {
    const detail::DocsAssets* const assets = detail::docs_assets();
    REQUIRE(assets != nullptr);
    const PageFiles linked = linked_files();
    CHECK(integrity_of(assets->swagger_script.content) == linked.swagger_script.integrity);
    CHECK(integrity_of(assets->swagger_style.content) == linked.swagger_style.integrity);
    const std::string_view redoc = assets->redoc_script.path;
    CHECK(contains(linked.redoc_script.url, "redoc@" + std::string{redoc.substr(6, redoc.find('/') - 6)} + "/"));
}

TEST_CASE("Redoc shows no picture from its maker's server", "[docs_ui]") {
    const std::string_view redoc = detail::docs_assets()->redoc_script.content;
    CHECK(contains(redoc, "src:\"data:,\""));
    CHECK_FALSE(contains(redoc, "cdn.redoc"));
}

TEST_CASE("assets are served where the settings say, to everybody, and refer to each other behind a prefix", "[docs_ui]") {
    App app{with_docs({.openapi = "/api/openapi.json", .swagger = "/api/docs/", .redoc = "", .assets = "/api/ui/"})};
    app.permit(is_authenticated);
    test::Client client{std::move(app)};
    const auto scripts = values_of(client.get("/api/docs/").body(), "src");
    REQUIRE(scripts.size() == 1);
    REQUIRE(scripts.front().rfind("../../api/ui/swagger-ui-dist-", 0) == 0);
    CHECK(client.get(scripts.front().substr(5)).status() == Status::ok);
    CHECK(client.get("/api/ui/" + std::string{detail::docs_assets()->redoc_script.path}).status() == Status::not_found);
}

TEST_CASE("without a place for the assets the pages load from the network", "[docs_ui]") {
    test::Client client{App{with_docs({.assets = ""})}};
    CHECK(contains(client.get("/docs").body(), linked_files().swagger_script.url));
    CHECK(client.get("/" + std::string{detail::docs_assets()->swagger_script.path}).status() == Status::not_found);
}

TEST_CASE("assets are no part of the API", "[docs_ui]") {
    test::Client client{App{test::settings()}};
    CHECK(client.get("/openapi.json").json()["paths"].empty());
}
