#include "routes.hpp"

#include <array>
#include <thread>

using namespace serval;
using namespace serval::routing_tests;

namespace {

TEST_CASE("a path without parameters is found", "[routing]") {
    const Router router = router_of({"GET /", "GET /books", "GET /books/new", "GET /a b", "GET /caf\xc3\xa9"});
    CHECK(ask(router, "GET /") == "/");
    CHECK(ask(router, "GET /books") == "/books");
    CHECK(ask(router, "GET /books/new") == "/books/new");
    CHECK(ask(router, "GET /book") == "not found");
    CHECK(ask(router, "GET /books/") == "not found");
    CHECK(ask(router, "GET /books/newer") == "not found");
    CHECK(ask(router, "GET //books") == "not found");
    CHECK(ask(router, "GET /a%20b") == "/a b");
    CHECK(ask(router, "GET /caf%C3%A9") == "/caf\xc3\xa9");
    CHECK(ask(router, "GET /caf\xc3\xa9") == "/caf\xc3\xa9");
    CHECK(ask(router, "GET /%62ooks") == "/books");
}

TEST_CASE("a parameter takes one segment that is not empty", "[routing]") {
    const Router router = router_of({"GET /books/{id}", "GET /books/{id}/pages/{page}", "GET /all/{any:.*}"});
    CHECK(ask(router, "GET /books/5") == "/books/{id} id=5");
    CHECK(ask(router, "GET /books/") == "not found");
    CHECK(ask(router, "GET /books") == "not found");
    CHECK(ask(router, "GET /books/5/") == "not found");
    CHECK(ask(router, "GET /books/5/pages/x") == "/books/{id}/pages/{page} id=5 page=x");
    CHECK(ask(router, "GET /books//pages/x") == "not found");
    CHECK(ask(router, "GET /all/") == "not found");
}

TEST_CASE("each converter takes what is its own", "[routing]") {
    const Router router = router_of({"GET /int/{v:int}", "GET /slug/{v:slug}", "GET /uuid/{v:uuid}", "GET /str/{v:str}",
                                     "GET /tail/{v:path}", "GET /code/{v:[A-Z]{3}}", "GET /either/{v:en|fr}"});
    const auto [path, answer] = GENERATE(table<std::string_view, std::string_view>({
        {"/int/0", "v=0"},
        {"/int/-12", "v=-12"},
        {"/int/99999999999999999999", "v=99999999999999999999"},
        {"/int/-", ""},
        {"/int/+1", ""},
        {"/int/1.5", ""},
        {"/int/1a", ""},
        {"/slug/a-B_9", "v=a-B_9"},
        {"/slug/a.b", ""},
        {"/slug/%C3%A9", ""},
        {"/uuid/0189d2a0-1b2c-7d3e-8f40-ABCDEFabcdef", "v=0189d2a0-1b2c-7d3e-8f40-ABCDEFabcdef"},
        {"/uuid/0189d2a01b2c7d3e8f40abcdefabcdef", ""},
        {"/uuid/0189d2a0-1b2c-7d3e-8f40-abcdefabcdeg", ""},
        {"/uuid/0189d2a0-1b2c-7d3e-8f400abcdefabcdef", ""},
        {"/str/a.b-c%20d", "v=a.b-c d"},
        {"/str/a/b", ""},
        {"/tail/a", "v=a"},
        {"/tail/a/b//c/", "v=a/b//c/"},
        {"/tail/", ""},
        {"/tail", ""},
        {"/code/ABC", "v=ABC"},
        {"/code/ABCD", ""},
        {"/code/xABC", ""},
        {"/either/fr", "v=fr"},
        {"/either/en", "v=en"},
        {"/either/enfr", ""},
        {"/either/english", ""},
    }));
    CAPTURE(path);
    const std::string found = ask(router, "GET " + std::string{path});
    if (answer.empty()) {
        REQUIRE(found == "not found");
    } else {
        REQUIRE_THAT(found, Catch::EndsWith(' ' + std::string{answer}));
    }
}

TEST_CASE("text may stand around a parameter", "[routing]") {
    const Router router = router_of({"GET /files/{name}.json", "GET /v{major:int}", "GET /raw/x{rest:path}"});
    CHECK(ask(router, "GET /files/a.json") == "/files/{name}.json name=a");
    CHECK(ask(router, "GET /files/a.json.json") == "/files/{name}.json name=a.json");
    CHECK(ask(router, "GET /files/.json") == "not found");
    CHECK(ask(router, "GET /files/a.jsonp") == "not found");
    CHECK(ask(router, "GET /v2") == "/v{major:int} major=2");
    CHECK(ask(router, "GET /v") == "not found");
    CHECK(ask(router, "GET /vx") == "not found");
    CHECK(ask(router, "GET /raw/xa/b") == "/raw/x{rest:path} rest=a/b");
    CHECK(ask(router, "GET /raw/x/b") == "/raw/x{rest:path} rest=/b");
    CHECK(ask(router, "GET /raw/ya") == "not found");
}

TEST_CASE("several parameters share a segment, the first ones taking as much as they can", "[routing]") {
    const Router router = router_of({"GET /f/{name}.{type}", "GET /r/{from:int}..{to:int}", "GET /c/{a:(x|y)(z)?}+{b:[0-9]{2}}"});
    CHECK(ask(router, "GET /f/a.tar.gz") == "/f/{name}.{type} name=a.tar type=gz");
    CHECK(ask(router, "GET /f/a.") == "not found");
    CHECK(ask(router, "GET /f/.a") == "not found");
    CHECK(ask(router, "GET /f/a%2Fb.c%2Fd") == "/f/{name}.{type} name=a/b type=c/d");
    CHECK(ask(router, "GET /r/1..20") == "/r/{from:int}..{to:int} from=1 to=20");
    CHECK(ask(router, "GET /r/1.20") == "not found");
    CHECK(ask(router, "GET /c/xz+12") == "/c/{a:(x|y)(z)?}+{b:[0-9]{2}} a=xz b=12");
    CHECK(ask(router, "GET /c/y+12") == "/c/{a:(x|y)(z)?}+{b:[0-9]{2}} a=y b=12");
    CHECK(ask(router, "GET /c/yy+12") == "not found");
}

bool is_weekday(std::string_view value) noexcept { return value == "mon" || value == "tue"; }

TEST_CASE("an argument's type decides what a parameter without a converter takes", "[routing]") {
    Router router;
    Route by_id = route("GET /books/{key}");
    by_id.types = {{"key", {Converter::Kind::integer}}};
    Route by_day = route("GET /books/{day}");
    by_day.types = {{"day", Converter::custom(is_weekday)}};
    router.add(std::move(by_id));
    router.add(std::move(by_day));
    router.add(route("GET /books/{slug}"));
    REQUIRE(router.freeze().empty());
    CHECK(ask(router, "GET /books/5") == "/books/{key} key=5");
    CHECK(ask(router, "GET /books/tue") == "/books/{day} day=tue");
    CHECK(ask(router, "GET /books/dune") == "/books/{slug} slug=dune");
}

TEST_CASE("an argument's type has its say among several parameters in one segment too", "[routing]") {
    Router router;
    Route days = route("GET /{day}-{name}");
    days.types = {{"day", Converter::custom(is_weekday)}};
    router.add(std::move(days));
    REQUIRE(router.freeze().empty());
    CHECK(ask(router, "GET /mon-x") == "/{day}-{name} day=mon name=x");
    CHECK(ask(router, "GET /sun-x") == "not found");
}

TEST_CASE("routes of one shape keep their own names for its parameters", "[routing]") {
    const Router router = router_of({"GET /books/{id}", "DELETE /books/{book}"});
    CHECK(ask(router, "GET /books/5") == "/books/{id} id=5");
    CHECK(ask(router, "DELETE /books/5") == "/books/{book} book=5");
}

TEST_CASE("values are written over those of the request before", "[routing]") {
    const Router router = router_of({"GET /{a}/{b}", "GET /{a}", "GET /"});
    std::vector<PathValue> values;
    REQUIRE(router.match(Method::get, "/x/y", values).outcome == Match::Outcome::found);
    REQUIRE(values.size() == 2);
    REQUIRE(router.match(Method::get, "/z", values).outcome == Match::Outcome::found);
    REQUIRE(values.size() == 1);
    CHECK(values[0].value == "z");
    REQUIRE(router.match(Method::get, "/", values).outcome == Match::Outcome::found);
    CHECK(values.empty());
}

TEST_CASE("every thread may ask a frozen router", "[routing]") {
    const Router router = router_of({"GET /books", "GET /books/{id:int}", "GET /books/{code:[a-z]+}", "GET /f/{name}.{type}"});
    std::array<int, 4> right{};
    const auto ask_often = [&](int& count) {
        std::vector<PathValue> values;
        for (int i = 0; i < 500; ++i) {
            count += router.match(Method::get, "/books", values).route == 0 ? 1 : 0;
            count += router.match(Method::get, "/books/5", values).route == 1 && values[0].value == "5" ? 1 : 0;
            count += router.match(Method::get, "/books/x%79z", values).route == 2 && values[0].value == "xyz" ? 1 : 0;
            count += router.match(Method::get, "/f/a.b", values).route == 3 && values[1].value == "b" ? 1 : 0;
        }
    };
    std::vector<std::thread> threads;
    for (int& count : right) threads.emplace_back([&] { ask_often(count); });
    for (std::thread& thread : threads) thread.join();
    CHECK(right == std::array<int, 4>{2'000, 2'000, 2'000, 2'000});
}

TEST_CASE("the routes of a router can be listed, and their patterns taken apart", "[routing]") {
    Router router;
    Route named = route("GET /books/{id:int}");
    named.name = "book-detail";
    REQUIRE(router.add(std::move(named)) == 0);
    REQUIRE(router.add(route("POST /books/{")) == 1);
    CHECK(router.pattern(0) == nullptr);
    REQUIRE(router.freeze().size() == 1);
    REQUIRE(router.routes().size() == 2);
    CHECK(describe(router.routes()[0]) == "GET /books/{id:int}");
    CHECK(router.routes()[0].name == "book-detail");
    REQUIRE(router.pattern(0) != nullptr);
    CHECK(router.pattern(0)->template_text() == "/books/{id}");
    CHECK(router.pattern(1) == nullptr);
    CHECK(router.allowed(1) == MethodSet{});
}

TEST_CASE("a router is frozen once, and takes no route after that", "[routing]") {
    Router router;
    CHECK(ask(router, "GET /") == "not found");
    REQUIRE(router.freeze().empty());
    CHECK_THROWS_WITH(router.add(route("GET /late")), "GET /late was added to a router that is frozen");
    CHECK_THROWS_AS(router.freeze(), std::logic_error);
}

TEST_CASE("a router can be moved", "[routing]") {
    Router first = router_of({"GET /books/{id}"});
    const Router second{std::move(first)};
    CHECK(ask(second, "GET /books/5") == "/books/{id} id=5");
}

}  // namespace
