#include <serval/http/accept.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "corpus.hpp"

using namespace serval;

namespace {

std::vector<MediaType> types(std::initializer_list<std::string_view> texts) {
    std::vector<MediaType> result;
    for (const std::string_view text : texts) result.emplace_back(text);
    return result;
}

std::string chosen(std::optional<std::string_view> accept, const std::vector<MediaType>& offered) {
    const auto result = negotiate(accept, offered);
    return result ? offered[result->index].to_string() : "nothing";
}

const std::vector<MediaType> json_and_html = types({"application/json", "text/html"});

}  // namespace

TEST_CASE("without Accept the first offered type is chosen", "[http]") {
    CHECK(chosen(std::nullopt, json_and_html) == "application/json");
    CHECK(chosen("*/*", json_and_html) == "application/json");
    CHECK(chosen("*", json_and_html) == "application/json");
    CHECK_FALSE(negotiate(std::nullopt, {}));
}

TEST_CASE("the type that the client weighs highest is chosen", "[http]") {
    CHECK(chosen("text/html", json_and_html) == "text/html");
    CHECK(chosen("application/json;q=0.5, text/html;q=0.6", json_and_html) == "text/html");
    CHECK(chosen("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", json_and_html) == "text/html");
    CHECK(chosen("TEXT/*", json_and_html) == "text/html");
}

TEST_CASE("of equal weights the more specific range wins, then the server's order", "[http]") {
    CHECK(chosen("*/*, text/html", json_and_html) == "text/html");
    CHECK(chosen("text/html, application/json", json_and_html) == "application/json");
    CHECK(chosen("text/html, application/json;q=1.0", json_and_html) == "application/json");
}

TEST_CASE("a weight of 0 excludes", "[http]") {
    CHECK(chosen("application/json;q=0, */*", json_and_html) == "text/html");
    CHECK(chosen("*/*, application/*;q=0, text/html;q=0", json_and_html) == "nothing");
    CHECK(chosen("*/*;q=0", json_and_html) == "nothing");
}

TEST_CASE("nothing is chosen when nothing is acceptable", "[http]") {
    const auto accept = GENERATE(as<std::string_view>{}, "", " , ", "image/png", "text", "text/", "/", "*/html", "application/json/x", "\"");
    CHECK(chosen(accept, json_and_html) == "nothing");
}

TEST_CASE("an element that is no range does not spoil the others", "[http]") {
    CHECK(chosen("text/, @, text/html;level", json_and_html) == "text/html");
}

TEST_CASE("a parameter the server does not know is no obstacle, and is told", "[http]") {
    const auto result = negotiate("image/png, application/json; indent=4", json_and_html);
    REQUIRE(result);
    CHECK(result->index == 0);
    CHECK(result->range == "application/json; indent=4");
    CHECK(chosen("application/json; version=\"1.0\"", json_and_html) == "application/json");
}

TEST_CASE("an unknown parameter excludes nothing", "[http]") {
    CHECK(chosen("application/json;level=2;q=0, */*;q=0.1", types({"application/json"})) == "application/json");
}

TEST_CASE("a parameter that contradicts is an obstacle", "[http]") {
    const auto latin = types({"text/html;charset=iso-8859-1"});
    CHECK(chosen("text/html;charset=utf-8", latin) == "nothing");
    CHECK(chosen("text/html;CHARSET=\"ISO-8859-1\"", latin) == "text/html; charset=iso-8859-1");
}

TEST_CASE("the most specific range says how a type is weighed", "[http]") {
    const std::string_view accept = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
    CHECK(quality(accept, MediaType{"text/plain;format=flowed"}) == 1000);
    CHECK(quality(accept, MediaType{"text/plain"}) == 700);
    CHECK(quality(accept, MediaType{"text/html"}) == 300);
    CHECK(quality(accept, MediaType{"image/jpeg"}) == 500);
    CHECK(quality(accept, MediaType{"text/plain;format=fixed"}) == 400);
    CHECK(quality(accept, MediaType{"text/html;level=3"}) == 300);
}

TEST_CASE("ten thousand ranges are read in one pass", "[http]") {
    std::string accept;
    for (int i = 0; i < 10'000; ++i) accept += "a/b" + std::to_string(i) + ";x=\"y\";q=0.5,";
    CHECK(chosen(accept + "text/html", json_and_html) == "text/html");
    CHECK(chosen(std::string(100'000, ','), json_and_html) == "nothing");
    CHECK(chosen(std::string(100'000, '"'), json_and_html) == "nothing");
}

TEST_CASE("types are weighed as others' test data has it", "[http]") {
    const auto text = corpus("accept.json");
    if (!text) return;
    const auto data = nlohmann::json::parse(*text);
    for (const auto& row : data["quality"]) {
        INFO(row.dump());
        const int expected = static_cast<int>(row[1].get<double>() * 1000 + 0.5);
        CHECK(quality(row[0][1].get<std::string>(), MediaType{row[0][0].get<std::string>()}) == expected);
    }
}

TEST_CASE("types are chosen as others' test data has it", "[http]") {
    // Theirs lists what is offered worst first. Rows that offer ranges or weights have no meaning here.
    const auto text = corpus("accept.json");
    if (!text) return;
    int compared = 0;
    const auto data = nlohmann::json::parse(*text);
    for (const auto& row : data["best_match"]) {
        const std::string all = row[0][0].dump();
        if (all.find('*') != std::string::npos || all.find("q=") != std::string::npos) continue;
        INFO(row.dump());
        std::vector<MediaType> offered;
        for (const auto& type : row[0][0]) offered.insert(offered.begin(), MediaType{type.get<std::string>()});
        const auto result = negotiate(row[0][1].get<std::string>(), offered);
        const std::string expected = row[1].is_null() ? "" : row[1].get<std::string>();
        REQUIRE(result.has_value() == !expected.empty());
        if (result) CHECK(offered[result->index].to_string() == MediaType{expected}.to_string());
        ++compared;
    }
    CHECK(compared >= 12);
}
