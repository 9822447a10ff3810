#include <serval/testing.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "server/app_core.hpp"

// Routes of one method whose paths differ in nothing but what their parameters take and are called.

using namespace serval;

namespace {

struct Thing {
    int id = 0;
};
struct Other {
    std::string name;
};

Json document_of(App& app) {
    app.build();
    return Json::parse(detail::openapi_text(app.core(), DocumentFormat::json));
}

Json parse(const char* text) { return Json::parse(text); }

Json reference(const std::string& to) { return {{"$ref", "#/components/" + to}}; }

}  // namespace

TEST_CASE("routes that OpenAPI has one place for are one operation, which tells of all of them", "[openapi]") {
    App app{test::settings()};
    app.get<"/x/{id:int}">([](Path<"id", int>) { return Thing{}; }).summary("By number").description("Quick.");
    app.get<"/x/{name:slug}">([](Path<"name">) { return std::optional<Other>{}; }).summary("By name").tag("names");
    const Json paths = document_of(app)["paths"];
    REQUIRE(paths.size() == 1);
    const Json operation = paths["/x/{id}"]["get"];
    CHECK(operation["operationId"] == "getXById");
    CHECK(operation["summary"] == "By number / By name");
    CHECK(operation["description"] == "Depends on the path:\n\n`/x/{id:int}`: By number\n\nQuick.\n\n`/x/{name:slug}`: By name");
    CHECK(operation["tags"] == parse(R"(["x", "names"])"));
    CHECK(operation["parameters"] == parse(R"([{"name": "id", "in": "path", "required": true, "schema": {"anyOf": [
        {"type": "integer", "format": "int32"}, {"type": "string", "minLength": 1}]}}])"));
    const Json both = {{"anyOf", {reference("schemas/Thing"), reference("schemas/Other")}}};
    CHECK(operation["responses"]["200"]["content"]["application/json"]["schema"] == both);
    CHECK(operation["responses"]["404"] == reference("responses/NotFound"));
}

TEST_CASE("what one of them cannot read and another takes is not missing", "[openapi]") {
    App app{test::settings()};
    app.get<"/x/{id:int}">([](Path<"id", int>) { return Thing{}; });
    app.get<"/x/{name}">([](Path<"name">) { return Thing{}; });
    const Json responses = document_of(app)["paths"]["/x/{id}"]["get"]["responses"];
    CHECK_FALSE(responses.contains("404"));
    CHECK(responses["200"]["content"]["application/json"]["schema"] == reference("schemas/Thing"));
}

TEST_CASE("one operation asks for no more than each of its routes does", "[openapi]") {
    App app{test::settings()};
    app.get<"/x/{id:int}">([](Path<"id", int>, Query<"depth", int>, Query<"all", bool>) { return Thing{}; });
    app.get<"/x/{name}">([](Path<"name">, Query<"depth", int>, Query<"case", bool>) { return Thing{}; });
    const Json parameters = document_of(app)["paths"]["/x/{id}"]["get"]["parameters"];
    REQUIRE(parameters.size() == 4);
    CHECK(parameters[1] == parse(R"({"name": "depth", "in": "query", "required": true, "schema": {"type": "integer", "format": "int32"}})"));
    CHECK(parameters[2] == parse(R"({"name": "all", "in": "query", "schema": {"type": "boolean"}})"));
    CHECK(parameters[3] == parse(R"({"name": "case", "in": "query", "schema": {"type": "boolean"}})"));
}

TEST_CASE("one operation takes the content of each of its routes", "[openapi]") {
    App app{test::settings()};
    app.post<"/x/{id:int}">([](Path<"id", int>, Body<Thing>) { return NoContent{}; });
    app.post<"/x/{name:slug}">([](Path<"name">, Body<Other>) { return NoContent{}; });
    app.put<"/x/{id:int}">([](Path<"id", int>, Body<Thing>) { return NoContent{}; });
    app.put<"/x/{name:slug}">([](Path<"name">) { return NoContent{}; });
    const Json item = document_of(app)["paths"]["/x/{id}"];
    const Json body = item["post"]["requestBody"];
    CHECK(body["required"] == true);
    CHECK(body["content"]["application/json"]["schema"] == Json{{"anyOf", {reference("schemas/Thing"), reference("schemas/Other")}}});
    CHECK(item["put"]["requestBody"]["required"] == false);
}

TEST_CASE("credentials are needed for one operation when each of its routes needs them", "[openapi]") {
    App app{test::settings()};
    app.authenticate(BasicAuth{[](std::string_view, std::string_view) { return std::optional<User>{}; }});
    app.permit(is_authenticated);
    app.get<"/x/{id:int}">([](Path<"id", int>) { return Thing{}; });
    auto other = app.get<"/x/{name}">([](Path<"name">) { return Thing{}; });
    const bool is_open = GENERATE(false, true);
    if (is_open) other.permit(none).authenticate(none);
    const Json security = document_of(app)["paths"]["/x/{id}"]["get"]["security"];
    CHECK(security.size() == (is_open ? 2 : 1));
    CHECK((security.back() == Json::object()) == is_open);
}

TEST_CASE("routes of other methods keep to themselves, under the names of the first", "[openapi]") {
    App app{test::settings()};
    app.get<"/x/{id:int}">([](Path<"id", int>) { return Thing{}; });
    app.delete_<"/x/{name:slug}">([](Path<"name">) {});
    const Json item = document_of(app)["paths"]["/x/{id}"];
    CHECK(item["get"]["parameters"][0]["schema"]["type"] == "integer");
    CHECK(item["delete"]["parameters"][0] == parse(R"({"name": "id", "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}})"));
}

TEST_CASE("the one id that is said among routes of one operation is its own", "[openapi]") {
    App app{test::settings()};
    app.get<"/x/{id:int}">([](Path<"id", int>) { return Thing{}; }).deprecated();
    app.get<"/x/{name}">([](Path<"name">) { return Thing{}; }).operation_id("findX").external_docs("https://x.example");
    const Json operation = document_of(app)["paths"]["/x/{id}"]["get"];
    CHECK(operation["operationId"] == "findX");
    CHECK(operation["externalDocs"]["url"] == "https://x.example");
    CHECK_FALSE(operation.contains("deprecated"));
}
