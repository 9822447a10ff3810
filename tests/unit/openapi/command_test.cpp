#include <serval/testing.hpp>

#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "openapi/shop.hpp"
#include "unit/server/temporary_file.hpp"

using namespace serval;

namespace {

/** The exit code of `shop openapi` with this to do. */
int run_openapi(DocumentOutput document) {
    Settings settings = test::settings();
    settings.command = Command::openapi;
    settings.document = std::move(document);
    return shop::make_app(std::move(settings)).run();
}

std::string content_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("the document can be written into a file, in either form", "[openapi]") {
    const TemporaryFile file{"what was there before"};
    REQUIRE(run_openapi({.file = file.path()}) == 0);
    CHECK(Json::parse(content_of(file.path()))["info"]["version"] == "2.1.0");
    CHECK(content_of(file.path()).ends_with("}\n"));
    REQUIRE(run_openapi({.format = DocumentFormat::yaml, .file = file.path()}) == 0);
    CHECK(content_of(file.path()).starts_with("\"openapi\": \"3.1.0\"\n"));
}

TEST_CASE("a document that is kept in a file can be held against the app", "[openapi]") {
    const TemporaryFile file{"{}"};
    CHECK(run_openapi({.file = file.path(), .check = true}) == 1);
    CHECK(content_of(file.path()) == "{}");
    REQUIRE(run_openapi({.file = file.path()}) == 0);
    CHECK(run_openapi({.file = file.path(), .check = true}) == 0);
    CHECK(run_openapi({.file = file.path() + ".missing", .check = true}) == 1);
}

TEST_CASE("a document that cannot be written makes the command fail", "[openapi]") {
    CHECK(run_openapi({.file = "/dev/null/openapi.json"}) == 1);
    CHECK(run_openapi({.file = "/dev/full"}) == 1);
}
