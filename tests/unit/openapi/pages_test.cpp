#include <catch2/catch.hpp>

#include "http/digest.hpp"
#include "openapi/pages.hpp"

using namespace serval;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/** The script that stands in the page itself. */
std::string inline_script(const std::string& html) {
    const auto begin = html.find("<script>") + 8;
    return html.substr(begin, html.find("</script>", begin) - begin);
}

}  // namespace

TEST_CASE("a page refers to its document from where it stands", "[openapi]") {
    CHECK(relative_url("/docs", "/openapi.json") == "openapi.json");
    CHECK(relative_url("/docs/", "/openapi.json") == "../openapi.json");
    CHECK(relative_url("/api/v1/docs", "/api/openapi.json") == "../../api/openapi.json");
    CHECK(relative_url("/docs", "/") == "./");
    CHECK(relative_url("/api/docs", "/docs-assets/") == "../docs-assets/");
}

TEST_CASE("what an app says of itself cannot break out of its pages", "[openapi]") {
    const ApiInfo info{.title = "<script>alert(1)</script>"};
    for (const DocsPage& page : {swagger_page(info, "\"><script>", linked_files()), redoc_page(info, "\"><script>", linked_files())}) {
        CHECK(contains(page.html, "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>"));
        CHECK(contains(page.html, "=\"&quot;&gt;&lt;script&gt;\""));
        CHECK_FALSE(contains(page.html, "\"><script>\""));
    }
}

TEST_CASE("a page loads pinned files, held against their digests, and nothing else", "[openapi]") {
    for (const DocsPage& page : {swagger_page({}, "openapi.json", linked_files()), redoc_page({}, "openapi.json", linked_files())}) {
        std::size_t loaded = 0;
        for (auto at = page.html.find("https://"); at != std::string::npos; at = page.html.find("https://", at + 1)) {
            const std::string url = page.html.substr(at, page.html.find('"', at) - at);
            CHECK(page.html.find("integrity=\"sha384-", at) == at + url.size() + 2);
            CHECK(contains(page.content_security_policy, url));
            CHECK(url.find_first_of("0123456789", url.find('@')) == url.find('@') + 1);
            ++loaded;
        }
        CHECK(loaded > 0);
        CHECK(contains(page.content_security_policy, "default-src 'none'"));
        CHECK_FALSE(contains(page.content_security_policy, "script-src 'unsafe-inline'"));
    }
}

TEST_CASE("files of the app's own are loaded from it alone", "[openapi]") {
    const detail::DocsAssets assets{{"ui-1/a.js", {}, {}}, {"ui-1/a.css", {}, {}}, {"redoc-2/b.js", {}, {}}};
    const PageFiles files = own_files(assets, "../assets/");
    const DocsPage swagger = swagger_page({}, "openapi.json", files);
    const DocsPage redoc = redoc_page({}, "openapi.json", files);
    CHECK(contains(swagger.html, "<script src=\"../assets/ui-1/a.js\"></script>"));
    CHECK(contains(swagger.html, "<link rel=\"stylesheet\" href=\"../assets/ui-1/a.css\">"));
    CHECK(contains(redoc.html, "<script src=\"../assets/redoc-2/b.js\"></script>"));
    CHECK(contains(swagger.content_security_policy, "script-src 'self' 'sha256-"));
    CHECK(contains(swagger.content_security_policy, "style-src 'self' 'unsafe-inline'"));
    CHECK(contains(redoc.content_security_policy, "script-src 'self';"));
    for (const DocsPage& page : {swagger, redoc}) CHECK_FALSE(contains(page.html + page.content_security_policy, "https://"));
}

TEST_CASE("the one script in the page is allowed by its digest", "[openapi]") {
    const DocsPage page = swagger_page({}, "openapi.json", linked_files());
    CHECK(contains(page.content_security_policy, "'sha256-" + detail::sha256_base64(inline_script(page.html)) + "'"));
}

TEST_CASE("the page may send requests to the servers that the app names", "[openapi]") {
    const ApiInfo info{.servers = {{"/v1"}, {"https://api.example:8443/v1"}, {"https://evil.example; script-src *"}}};
    const std::string policy = swagger_page(info, "openapi.json", linked_files()).content_security_policy;
    CHECK(contains(policy, "connect-src 'self' https://api.example:8443;"));
    CHECK_FALSE(contains(policy, "evil"));
}

TEST_CASE("a digest is the one that browsers make", "[openapi]") {
    CHECK(detail::sha256_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}
