#include <serval/http/query.hpp>

#include <catch2/catch.hpp>

using namespace serval;

namespace {

QueryParameters parsed(std::string_view text) {
    auto result = QueryParameters::parse(text);
    REQUIRE(result);
    return *std::move(result);
}

std::string listed(const QueryParameters& query) {
    std::string out;
    for (std::size_t i = 0; i < query.size(); ++i) out.append(query.at(i).name).append(">").append(query.at(i).value).append(" ");
    return out;
}

}  // namespace

TEST_CASE("pairs are read in order, repeated names and empty values too", "[http]") {
    const QueryParameters query = parsed("a=1&b=&c&a=2&=x");
    CHECK(listed(query) == "a>1 b> c> a>2 >x ");
    CHECK(query.find("a") == "1");
    CHECK(query.find_last("a") == "2");
    CHECK_FALSE(query.find_last("d"));
    CHECK(query.all("a") == std::vector<std::string_view>{"1", "2"});
    CHECK(query.contains("c"));
    CHECK_FALSE(query.find("d"));
}

TEST_CASE("empty pairs count for nothing", "[http]") {
    CHECK(parsed("").empty());
    CHECK(listed(parsed("&&a=1&&&b=2&")) == "a>1 b>2 ");
}

TEST_CASE("only the first equals sign divides a pair", "[http]") {
    CHECK(parsed("a=b=c==").find("a") == "b=c==");
}

TEST_CASE("names and values are decoded", "[http]") {
    const QueryParameters query = parsed("full+name=J%C3%BCrgen+%26+Co%2B&%61=b");
    CHECK(query.find("full name") == "J\xC3\xBCrgen & Co+");
    CHECK(query.find("a") == "b");
}

TEST_CASE("what browsers leave as it is stands for itself", "[http]") {
    CHECK(listed(parsed("a[]=1&a|b={x}&q=\xC3\xA9\"<>^`;")) == "a[]>1 a|b>{x} q>\xC3\xA9\"<>^`; ");
}

TEST_CASE("a malformed percent is refused, in names as in values", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "a=%", "a=%4", "%zz=1", "a=1&b=%G1");
    const auto result = QueryParameters::parse(text);
    REQUIRE_FALSE(result);
    CHECK(result.fault() == QueryFault::malformed_percent);
    CHECK_FALSE(describe(result.fault()).empty());
}

TEST_CASE("what is not UTF-8 is refused, though it were so together with its neighbour", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "a=%FF", "a=\xC3", "%C3=%A9", "a=%C3&%A9=b");
    const auto result = QueryParameters::parse(text);
    REQUIRE_FALSE(result);
    CHECK(result.fault() == QueryFault::not_utf8);
}

TEST_CASE("more pairs than the limit are refused", "[http]") {
    CHECK(QueryParameters::parse("a&b&c", 3));
    CHECK(QueryParameters::parse("a&b&c&", 3));
    CHECK(QueryParameters::parse("a&b&c&d", 3).fault() == QueryFault::too_many);
    std::string many;
    for (int i = 0; i < 1001; ++i) many += "a=1&";
    CHECK(QueryParameters::parse(many).fault() == QueryFault::too_many);
}

TEST_CASE("a million separators are read in one pass", "[http]") {
    CHECK(parsed(std::string(1'000'000, '&')).empty());
    CHECK(parsed("a=" + std::string(1'000'000, '=')).find("a")->size() == 1'000'000);
}

TEST_CASE("a query is built and read back", "[http]") {
    QueryParameters query;
    query.add("q", "a b&c=d").add("page", "2").add("q", "\xC3\xA9");
    CHECK(query.to_string() == "q=a%20b%26c%3Dd&page=2&q=%C3%A9");
    CHECK(listed(parsed(query.to_string())) == listed(query));
}

TEST_CASE("one pair takes the place of all of its name", "[http]") {
    QueryParameters query = parsed("page=1&q=x&page=2");
    query.set("page", "3");
    CHECK(query.to_string() == "page=3&q=x");
    query.set("new", *query.find("q"));
    CHECK(query.to_string() == "page=3&q=x&new=x");
    CHECK(query.remove("q"));
    CHECK_FALSE(query.remove("q"));
    CHECK(query.to_string() == "page=3&new=x");
}

TEST_CASE("a query that has moved keeps its text", "[http]") {
    QueryParameters query = parsed("a=b");
    const QueryParameters moved = std::move(query);
    CHECK(moved.find("a") == "b");
}
