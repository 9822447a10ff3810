#include <serval/testing.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "openapi/shop.hpp"
#include "pipeline/recorder.hpp"
#include "server/app_core.hpp"

using namespace serval;
using Catch::Contains;

namespace {

Settings in_version(OpenApiVersion version) {
    Settings settings = test::settings();
    settings.openapi.version = version;
    return settings;
}

Json document_of(App app) {
    app.build();
    return Json::parse(detail::openapi_text(app.core(), DocumentFormat::json));
}

Json parse(const char* text) { return Json::parse(text); }

struct Filter {
    int above = 0;

    static void describe(Fields<Filter>& f) { f.on<&Filter::above>().exclusive_min(5); }
};

const Json& shop_in_3_0() {
    static const Json document = document_of(shop::make_app(in_version(OpenApiVersion::v3_0)));
    return document;
}

}  // namespace

TEST_CASE("a document can be had in OpenAPI 3.0", "[openapi]") {
    const Json& document = shop_in_3_0();
    CHECK(document["openapi"] == "3.0.3");
    CHECK(document["info"]["description"] == "Books, and who wrote them\n\nAll that is *in print*.");
    CHECK_FALSE(document["info"].contains("summary"));
    CHECK(document["info"]["license"] ==
          parse(R"({"name": "Boost Software License 1.0", "url": "https://spdx.org/licenses/BSL-1.0.html"})"));
    CHECK(document["components"]["schemas"]["Book"]["properties"]["genre"] ==
          parse(R"({"type": "string", "nullable": true, "enum": ["novel", "poetry", null]})"));
    CHECK(document["components"]["schemas"]["Book"]["properties"]["translator"] ==
          parse(R"({"type": "object", "nullable": true, "allOf": [{"$ref": "#/components/schemas/Author"}]})"));
    CHECK(document["components"]["schemas"]["Book"]["properties"]["title"]["example"] == "Dune");
}

TEST_CASE("schemas of parameters, content and headers are OpenAPI 3.0's, too", "[openapi]") {
    App app{in_version(OpenApiVersion::v3_0)};
    const auto post = [](QueryModel<Filter>, Body<std::optional<int>> body) { return *body; };
    app.post<"/x">(post).response_header<std::optional<int>>({.name = "X-Total"});
    app.route<"/x">(Method{"REPORT"}, [](QueryModel<Filter>) { return 1; });
    const Json item = document_of(std::move(app))["paths"]["/x"];
    const Json nullable = parse(R"({"type": "integer", "format": "int32", "nullable": true})");
    CHECK(item["post"]["parameters"][0]["schema"] == parse(R"({"type": "integer", "format": "int32", "minimum": 5, "exclusiveMinimum": true})"));
    CHECK(item["post"]["requestBody"]["content"]["application/json"]["schema"] == nullable);
    CHECK(item["post"]["responses"]["201"]["headers"]["X-Total"]["schema"] == nullable);
    CHECK(item["x-additionalOperations"]["REPORT"]["parameters"][0]["schema"]["exclusiveMinimum"] == true);
}

TEST_CASE("a licence that SPDX combines of several has no URL in OpenAPI 3.0", "[openapi]") {
    App app{in_version(OpenApiVersion::v3_0)};
    app.info({.license = {.name = "Either", .identifier = "MIT OR Apache-2.0"}});
    CHECK(document_of(std::move(app))["info"]["license"] == parse(R"({"name": "Either"})"));
}

TEST_CASE("a licence that has a URL keeps it in OpenAPI 3.0", "[openapi]") {
    App app{in_version(OpenApiVersion::v3_0)};
    app.info({.license = {.name = "Ours", .url = "https://books.example/license"}});
    CHECK(document_of(std::move(app))["info"]["license"]["url"] == "https://books.example/license");
}

namespace {

struct CertificateAuth final : Authenticator {
    Task<std::optional<User>> authenticate(Request&) const override { return Task<std::optional<User>>::ready(std::nullopt); }
    SecurityScheme describe() const override { return {.name = "certificate", .type = "mutualTLS"}; }
};

}  // namespace

TEST_CASE("a way to say who asks that OpenAPI 3.0 does not know is a mistake, and none in others", "[openapi]") {
    const auto app_in = [](OpenApiVersion version) {
        App app{in_version(version)};
        app.authenticate(CertificateAuth{});
        app.get<"/x">([] { return 1; });
        return app;
    };
    App old = app_in(OpenApiVersion::v3_0);
    CHECK_THROWS_WITH(old.build(), Contains("the security scheme \"certificate\" is of the type mutualTLS, which OpenAPI 3.0 does not have"));
    App current = app_in(OpenApiVersion::v3_1);
    CHECK_NOTHROW(current.build());
}

TEST_CASE("in OpenAPI 3.2 every method has its place", "[openapi]") {
    App app{in_version(OpenApiVersion::v3_2)};
    app.route<"/x">(Method{"QUERY"}, [] { return 1; });
    app.route<"/x">(Method{"REPORT"}, [] { return 1; });
    app.route<"/y">(Method{"QUERY"}, [] { return 1; });
    const Json document = document_of(std::move(app));
    CHECK(document["openapi"] == "3.2.0");
    CHECK(document["paths"]["/x"]["query"]["operationId"] == "queryX");
    CHECK(document["paths"]["/x"]["additionalOperations"]["REPORT"]["operationId"] == "reportX");
    CHECK_FALSE(document["paths"]["/x"].contains("x-additionalOperations"));
    CHECK_FALSE(document["paths"]["/y"].contains("additionalOperations"));
}
