#include <serval/testing.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "openapi/shop.hpp"
#include "pipeline/recorder.hpp"
#include "server/app_core.hpp"

using namespace serval;

namespace {

Json document_of(App app) {
    app.build();
    return Json::parse(detail::openapi_text(app.core(), DocumentFormat::json));
}

const Json& shop_document() {
    static const Json document = document_of(shop::make_app(test::settings()));
    return document;
}

const Json& operation(const char* path, const char* method) { return shop_document().at("paths").at(path).at(method); }

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> all;
    for (const auto& [key, value] : object.items()) all.push_back(key);
    return all;
}

Json parse(const char* text) { return Json::parse(text); }

Json reference(const std::string& to) { return {{"$ref", "#/components/" + to}}; }

struct Thing {
    int id = 0;
};
struct Signature {
    std::string name;
};

struct Other {
    std::string name;
};

}  // namespace

TEST_CASE("a document says what the app says of itself", "[openapi]") {
    const Json& document = shop_document();
    CHECK(document["openapi"] == "3.1.0");
    CHECK(document["info"] == parse(R"({
        "title": "Shop <of> books", "version": "2.1.0", "summary": "Books, and who wrote them",
        "description": "All that is *in print*.",
        "termsOfService": "https://books.example/terms",
        "contact": {"name": "Ann", "url": "https://books.example", "email": "ann@books.example"},
        "license": {"name": "Boost Software License 1.0", "identifier": "BSL-1.0"}})"));
    CHECK(document["externalDocs"] == parse(R"({"url": "https://books.example/docs"})"));
    CHECK(document["tags"][1] == parse(R"({
        "name": "Books", "description": "What is read", "externalDocs": {"url": "https://books.example/help/books"}})"));
    CHECK(document["servers"][1] == parse(R"({"url": "https://api.books.example/v1", "description": "The other one"})"));
}

TEST_CASE("an app that says nothing of itself has a document all the same", "[openapi]") {
    CHECK(document_of(App{test::settings()}) == parse(R"({
        "openapi": "3.1.0", "info": {"title": "API", "version": "1.0.0"}, "servers": [{"url": "/"}], "paths": {}})"));
}

TEST_CASE("tags keep the order in which the app declares them, and others follow", "[openapi]") {
    App app{test::settings()};
    app.info({.tags = {{"B", "Second letter"}, {"A"}}});
    app.get<"/x">([] { return Thing{}; }).tag("New").tag("A");
    app.get<"/things">([] { return Thing{}; });
    const Json document = document_of(std::move(app));
    CHECK(document["tags"] ==
          parse(R"([{"name": "B", "description": "Second letter"}, {"name": "A"}, {"name": "New"}, {"name": "things"}])"));
    CHECK(document["paths"]["/x"]["get"]["tags"] == Json({"New", "A"}));
    CHECK(document["paths"]["/things"]["get"]["tags"] == Json({"things"}));
}

TEST_CASE("an operation has the words that were said of it, or some made from its route", "[openapi]") {
    const Json& list = operation("/books", "get");
    CHECK(list["operationId"] == "listBooks");
    CHECK(list["summary"] == "All books");
    CHECK(list["description"] == "A *page* of them.");
    CHECK(list["tags"] == Json({"Books"}));
    const Json& show = operation("/books/{id}", "get");
    CHECK(show["operationId"] == "getBooksById");
    CHECK(show["summary"] == "Get books by id");
    CHECK(show["externalDocs"] == parse(R"({"url": "https://books.example/help", "description": "Help"})"));
    CHECK_FALSE(show.contains("deprecated"));
    CHECK(operation("/books/{id}", "delete")["deprecated"] == true);
}

TEST_CASE("hidden endpoints are left out", "[openapi]") {
    CHECK_FALSE(shop_document()["paths"].contains("/books/{id}/cover"));
    CHECK_FALSE(shop_document()["paths"].contains("/healthz"));
}

TEST_CASE("parameters are described where they stand, with rules, defaults and help", "[openapi]") {
    CHECK(operation("/books/{id}", "get")["parameters"] == parse(R"([
        {"name": "id", "in": "path", "required": true, "description": "Its number",
         "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 1000}},
        {"name": "X-Tenant", "in": "header", "schema": {"type": "string", "minLength": 1}}])"));
    const Json& page = operation("/books", "get")["parameters"];
    REQUIRE(page.size() == 3);
    CHECK(page[0]["description"] == "Which page, from 1");
    CHECK(page[1]["schema"]["default"] == 20);
    CHECK(page[2]["name"] == "q");
    CHECK_FALSE(page[2].contains("required"));
}

TEST_CASE("each field of a query model is a parameter", "[openapi]") {
    CHECK(operation("/books/search", "get")["parameters"] == parse(R"([
        {"name": "genre", "in": "query", "description": "Only of this genre",
         "schema": {"type": "string", "enum": ["novel", "poetry"]}},
        {"name": "tag", "in": "query", "required": true,
         "schema": {"type": "array", "items": {"type": "string", "minLength": 1}}},
        {"name": "limit", "in": "query",
         "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 100, "default": 20}},
        {"name": "theme", "in": "cookie", "schema": {"type": "string", "minLength": 1, "default": "light"}}])"));
}

TEST_CASE("a parameter of the path that no argument takes is described by its converter", "[openapi]") {
    App app{test::settings()};
    auto group = app.group<"/{a:int}/{b:uuid}/{c:slug}/{d:[a-z]+}/{e}">();
    group.get<"">([] { return Thing{}; });
    const Json parameters = document_of(std::move(app))["paths"]["/{a}/{b}/{c}/{d}/{e}"]["get"]["parameters"];
    REQUIRE(parameters.size() == 5);
    CHECK(parameters[0]["schema"] == parse(R"({"type": "integer"})"));
    CHECK(parameters[1]["schema"] == parse(R"({"type": "string", "format": "uuid"})"));
    CHECK(parameters[2]["schema"] == parse(R"({"type": "string", "pattern": "^[A-Za-z0-9_-]+$"})"));
    CHECK(parameters[3]["schema"] == parse(R"({"type": "string", "pattern": "^(?:[a-z]+)$"})"));
    CHECK(parameters[4] == parse(R"({"name": "e", "in": "path", "required": true, "schema": {"type": "string"}})"));
}

TEST_CASE("header fields that OpenAPI describes by other means are no parameters", "[openapi]") {
    App app{test::settings()};
    app.get<"/x">([](Header<"accept", std::optional<std::string>>, Header<"Authorization", std::optional<std::string>>,
                     Header<"X-Seen", std::optional<int>>) { return Thing{}; });
    const Json parameters = document_of(std::move(app))["paths"]["/x"]["get"]["parameters"];
    REQUIRE(parameters.size() == 1);
    CHECK(parameters[0]["name"] == "X-Seen");
}

TEST_CASE("a body is described in the form in which it is read", "[openapi]") {
    const Json& body = operation("/books", "post")["requestBody"];
    const Json& change = operation("/books/{id}", "patch")["requestBody"];
    CHECK(body == Json{{"required", true}, {"content", {{"application/json", {{"schema", reference("schemas/BookInput")}}}}}});
    CHECK(change["content"]["application/json"]["schema"] == reference("schemas/PartialBookInput"));
    CHECK(operation("/login", "post")["requestBody"]["content"].contains("application/x-www-form-urlencoded"));
    CHECK_FALSE(operation("/books", "get").contains("requestBody"));
}

TEST_CASE("a form with files is described with its fields and its files", "[openapi]") {
    App app{test::settings()};
    app.post<"/covers">([](Form<Signature>, Upload<"front">, Uploads<"others">) { return NoContent{}; });
    app.post<"/photos">([](Uploads<"photos">) { return NoContent{}; });
    const Json document = document_of(std::move(app));
    const Json& covers = document["paths"]["/covers"]["post"]["requestBody"];
    CHECK(covers["required"] == true);
    REQUIRE(covers["content"].size() == 1);
    const Json& schema = covers["content"]["multipart/form-data"]["schema"];
    CHECK(schema["properties"]["front"] == parse(R"({"type": "string", "format": "binary"})"));
    CHECK(schema["properties"]["others"] == parse(R"({"type": "array", "items": {"type": "string", "format": "binary"}})"));
    CHECK(schema["properties"]["name"]["type"] == "string");
    CHECK(schema["required"] == parse(R"(["name", "front"])"));
    const Json& photos = document["paths"]["/photos"]["post"]["requestBody"];
    CHECK(photos["required"] == false);
    CHECK_FALSE(photos["content"]["multipart/form-data"]["schema"].contains("required"));
}

TEST_CASE("every outcome that a result stands for is described", "[openapi]") {
    const Json& responses = operation("/books", "post")["responses"];
    CHECK(responses["201"]["description"] == "The book, with its id");
    CHECK(responses["201"]["content"]["application/json"]["schema"] == reference("schemas/Book"));
    CHECK(responses["201"]["headers"]["Location"]["schema"]["format"] == "uri-reference");
    CHECK(responses["409"] == reference("responses/Conflict"));
    CHECK(operation("/books/{id}", "delete")["responses"]["204"] == parse(R"({"description": "No Content"})"));
    CHECK(operation("/books", "get")["responses"]["404"]["description"] == "There is no such page");
    const Json& plan = operation("/api/v1/shelves/{shelf}/plan", "get")["responses"]["200"];
    CHECK(plan["content"]["text/plain; charset=utf-8"]["schema"] == parse(R"({"type": "string"})"));
}

TEST_CASE("what the stages before the handler answer is described", "[openapi]") {
    CHECK(keys(operation("/books", "post")["responses"]) ==
          std::vector<std::string>{"201", "400", "401", "406", "409", "413", "415", "429"});
    CHECK(keys(operation("/books/{id}", "patch")["responses"]) ==
          std::vector<std::string>{"200", "400", "401", "403", "404", "406", "413", "415", "429"});
    CHECK(keys(operation("/books/{id}", "delete")["responses"]) == std::vector<std::string>{"204", "401", "404", "429"});
    CHECK(keys(operation("/login", "post")["responses"]) == std::vector<std::string>{"204", "400", "406", "413", "415"});
    CHECK(keys(operation("/api/v1/shelves/{shelf}/plan", "get")["responses"]) == std::vector<std::string>{"200", "401"});
    const Json& shared = shop_document()["components"]["responses"];
    CHECK(shared["TooManyRequests"]["headers"].contains("Retry-After"));
    CHECK(shared["Unauthorized"]["headers"].contains("WWW-Authenticate"));
    CHECK(shared["NotFound"]["content"]["application/problem+json"]["schema"] == reference("schemas/Problem"));
}

TEST_CASE("that automatic responses are documented is said at any level, and the nearest wins", "[openapi]") {
    App app{test::settings()};
    app.automatic_responses(none);
    app.get<"/bare">([](Query<"q", int>) { return std::optional<Thing>{}; }).response(Status::gone);
    auto group = app.group<"/full">();
    group.automatic_responses();
    group.get<"">([](Query<"q", int>) { return Thing{}; });
    group.get<"/not">([](Query<"q", int>) { return Thing{}; }).automatic_responses(none);
    const Json paths = document_of(std::move(app))["paths"];
    CHECK(keys(paths["/bare"]["get"]["responses"]) == std::vector<std::string>{"200", "404", "410"});
    CHECK(keys(paths["/full"]["get"]["responses"]) == std::vector<std::string>{"200", "400", "406"});
    CHECK(keys(paths["/full/not"]["get"]["responses"]) == std::vector<std::string>{"200"});
}

TEST_CASE("automatic responses that any level excludes are left out, and one that is declared stays", "[openapi]") {
    App app{test::settings()};
    app.exclude_responses(Status::not_acceptable);
    auto group = app.group<"/x">();
    group.exclude_responses(Status::bad_request, Status::not_found);
    group.get<"/{id}">([](Path<"id", int>, Query<"q", int>) { return Thing{}; });
    group.get<"/{id}/found">([](Path<"id", int>, Query<"q", int>) { return std::optional<Thing>{}; });
    group.get<"/{id}/all">([](Path<"id", int>, Query<"q", int>) { return Thing{}; }).exclude_responses(none);
    const Json paths = document_of(std::move(app))["paths"];
    CHECK(keys(paths["/x/{id}"]["get"]["responses"]) == std::vector<std::string>{"200"});
    CHECK(keys(paths["/x/{id}/found"]["get"]["responses"]) == std::vector<std::string>{"200", "404"});
    CHECK(keys(paths["/x/{id}/all"]["get"]["responses"]) == std::vector<std::string>{"200", "400", "404", "406"});
}

TEST_CASE("whom nobody challenges is told of a 403 instead of a 401", "[openapi]") {
    App app{test::settings()};
    app.authenticate(test::HeaderAuthenticator{nullptr, ""});
    app.get<"/closed">([] { return Thing{}; }).permit(is_authenticated);
    app.get<"/refused">([]() -> OneOf<Thing, Unauthorized> { return Thing{}; });
    const Json paths = document_of(std::move(app))["paths"];
    CHECK(keys(paths["/closed"]["get"]["responses"]) == std::vector<std::string>{"200", "403", "406"});
    CHECK(keys(paths["/refused"]["get"]["responses"]) == std::vector<std::string>{"200", "403", "406"});
}

TEST_CASE("a declared failure is told with the header that it carries", "[openapi]") {
    App app{test::settings()};
    app.get<"/x">([] { return Thing{}; }).response(Status::method_not_allowed).response(Status::too_many_requests);
    const Json responses = document_of(std::move(app))["components"]["responses"];
    CHECK(responses["MethodNotAllowed"]["headers"].contains("Allow"));
    CHECK(responses["TooManyRequests"]["headers"].contains("Retry-After"));
}

TEST_CASE("a header field is told of the answers that carry it", "[openapi]") {
    App app{test::settings()};
    app.get<"/x">([] { return std::optional<Thing>{}; })
        .response(Status::gone, "It was sold")
        .response_header<int>({.name = "X-Total-Count", .description = "How many there are.", .example = "7"})
        .response_header({.name = "X-Buried", .status = Status::gone, .required = false, .deprecated = true});
    const Json responses = document_of(std::move(app))["paths"]["/x"]["get"]["responses"];
    CHECK(responses["200"]["headers"] == parse(R"({"X-Total-Count": {"description": "How many there are.", "required": true,
                                                   "schema": {"type": "integer", "format": "int32"}, "example": 7}})"));
    CHECK(responses["410"]["headers"] == parse(R"({"X-Buried": {"deprecated": true, "schema": {"type": "string"}}})"));
    CHECK(responses["404"] == reference("responses/NotFound"));
}

TEST_CASE("a throttled endpoint tells of the 429 with its Retry-After, and of the RateLimit fields where there are any", "[openapi]") {
    App app{test::settings()};
    app.throttle(throttle::anonymous("5/s"));
    app.get<"/plain">([] { return 1; });
    app.get<"/told">([] { return 1; }).rate_limit_fields();
    app.get<"/free">([] { return 1; }).throttle(none).rate_limit_fields();
    const Json document = document_of(std::move(app));
    const auto headers = [&](const std::string& path, const std::string& status) {
        Json response = document["paths"][path]["get"]["responses"][status];
        if (response.contains("$ref")) response = document.at(Json::json_pointer{response["$ref"].get<std::string>().substr(1)});
        std::vector<std::string> names;
        const Json all = response.value("headers", Json::object());
        for (const auto& [name, described] : all.items()) {
            CHECK(described["schema"].contains("type"));
            names.push_back(name);
        }
        return names;
    };
    using Names = std::vector<std::string>;
    CHECK(headers("/plain", "429") == Names{"Retry-After"});
    CHECK(headers("/plain", "200").empty());
    CHECK(headers("/told", "429") == Names{"RateLimit", "RateLimit-Policy", "Retry-After"});
    CHECK(headers("/told", "200") == Names{"RateLimit", "RateLimit-Policy"});
    CHECK(headers("/free", "200").empty());
    CHECK_FALSE(document["paths"]["/free"]["get"]["responses"].contains("429"));
}

TEST_CASE("two results of one status are alternatives", "[openapi]") {
    App app{test::settings()};
    app.get<"/x">([]() -> OneOf<Thing, Other> { return Thing{}; });
    const Json response = document_of(std::move(app))["paths"]["/x"]["get"]["responses"]["200"];
    const Json both = {{"anyOf", {reference("schemas/Thing"), reference("schemas/Other")}}};
    CHECK(response["content"]["application/json"]["schema"] == both);
}

TEST_CASE("an answer that the result's type does not tell of can be described", "[openapi]") {
    App app{test::settings()};
    app.get<"/x">([] { return serval::Response::json("{}"); })
        .response<Thing>(Status::ok, "The thing")
        .response(Status::gone, "It was sold")
        .response(Status::see_other);
    const Json responses = document_of(std::move(app))["paths"]["/x"]["get"]["responses"];
    CHECK(responses["200"]["description"] == "The thing");
    CHECK(responses["200"]["content"]["application/json"]["schema"] == reference("schemas/Thing"));
    CHECK(responses["410"]["description"] == "It was sold");
    CHECK(responses["410"]["content"]["application/problem+json"]["schema"] == reference("schemas/Problem"));
    CHECK(responses["303"] == parse(R"({"description": "See Other"})"));
}

TEST_CASE("operations say whether credentials are needed, may be given, or have no say", "[openapi]") {
    const Json needed = parse(R"([{"basic": []}])");
    const Json allowed = parse(R"([{"basic": []}, {}])");
    CHECK(shop_document()["components"]["securitySchemes"] == parse(R"({"basic": {"type": "http", "scheme": "basic"}})"));
    CHECK(operation("/books", "get")["security"] == allowed);
    CHECK(operation("/books", "post")["security"] == needed);
    CHECK(operation("/books/{id}", "patch")["security"] == needed);
    CHECK(operation("/problems/{name}", "get")["security"] == allowed);
    CHECK(operation("/login", "post")["security"] == Json::array());
}

TEST_CASE("permissions tell by their parts who needs credentials", "[openapi]") {
    const Permission custom{"custom", [](const Request&) { return true; }};
    const auto access = [](const Permission& permission) { return permission.admits(Method::post); };
    CHECK_FALSE(access(custom).unknown);
    CHECK_FALSE(access(custom).every_user);
    CHECK(access(is_authenticated || custom).every_user);
    CHECK_FALSE(access(is_authenticated && custom).every_user);
    CHECK(access(allow_any && is_authenticated).every_user);
    CHECK_FALSE(access(allow_any && is_authenticated).unknown);
    CHECK_FALSE(access(is_authenticated_or_read_only).unknown);
    CHECK(Permission{is_authenticated_or_read_only}.otherwise("no", "No.").admits(Method::get).unknown);
    CHECK_FALSE(access(!Permission{is_authenticated}).unknown);
}

TEST_CASE("an error format of an endpoint's own has its own schema and answers", "[openapi]") {
    const Json& responses = operation("/problems/{name}", "put")["responses"];
    CHECK(responses["400"] == reference("responses/BadRequest2"));
    CHECK(shop_document()["components"]["responses"]["BadRequest2"]["content"]["application/json"]["schema"] ==
          reference("schemas/Problem2"));
}

TEST_CASE("a model called as the schema of failures is keeps apart from it", "[openapi]") {
    const Json& schemas = shop_document()["components"]["schemas"];
    CHECK(schemas["Problem"]["properties"].contains("status"));
    CHECK(schemas["shop.Problem"]["properties"].contains("what"));
}

TEST_CASE("paths that differ in the names of their parameters alone are one", "[openapi]") {
    CHECK_FALSE(shop_document()["paths"].contains("/problems/{title}"));
    CHECK(operation("/problems/{name}", "put")["parameters"][0]["name"] == "name");
}

TEST_CASE("a method that OpenAPI 3.1 has no place for stands in an extension", "[openapi]") {
    CHECK(operation("/books", "x-additionalOperations")["REPORT"]["operationId"] == "reportBooks");
}

TEST_CASE("what a change may depend on stands among its parameters, and that it may fail", "[openapi]") {
    App app{test::settings()};
    app.put<"/x">([](Preconditions) { return Thing{}; });
    const Json put = document_of(std::move(app))["paths"]["/x"]["put"];
    CHECK(put["parameters"][0]["name"] == "If-Match");
    CHECK_FALSE(put["parameters"][0].value("required", false));
    CHECK(put["responses"].contains("412"));
}

TEST_CASE("an error format that was not described has no schema", "[openapi]") {
    App app{test::settings()};
    app.error_format(ErrorFormat{[](const Problem&, const Request&, serval::Response&) {}});
    app.get<"/x">([] { return Thing{}; });
    const Json document = document_of(std::move(app));
    CHECK(document["components"]["responses"]["NotAcceptable"]["content"]["application/json"]["schema"] == Json::object());
    CHECK_FALSE(document["components"]["schemas"].contains("Problem"));
}

TEST_CASE("that endpoints are out of date, or left out, is said at any level", "[openapi]") {
    App app{test::settings()};
    auto old = app.group<"/v1">();
    old.deprecated();
    old.get<"/old">([] { return 1; });
    old.get<"/kept">([] { return 1; }).deprecated(none);
    auto internal = app.group<"/internal">();
    internal.hide();
    internal.get<"/hidden">([] { return 1; });
    internal.get<"/shown">([] { return 1; }).hide(none);
    const Json paths = document_of(std::move(app))["paths"];
    CHECK(paths["/v1/old"]["get"]["deprecated"] == true);
    CHECK_FALSE(paths["/v1/kept"]["get"].contains("deprecated"));
    CHECK_FALSE(paths.contains("/internal/hidden"));
    CHECK(paths.contains("/internal/shown"));
}
