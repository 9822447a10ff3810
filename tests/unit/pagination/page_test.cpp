#include <catch2/catch.hpp>

#include <serval/pagination/page.hpp>
#include <serval/testing.hpp>
#include <serval/testing/extract.hpp>

using namespace serval;

namespace {

PageNumber page_of(std::string_view target) {
    Request request = test::make_request(Method::get, target);
    auto read = test::extract<PageNumber>(request);
    CHECK(read.errors.empty());
    return *read.value;
}

detail::PageLinks links_of(std::string_view target, std::size_t count) {
    const Request request = test::make_request(Method::get, target);
    return detail::link_pages(request, page_of(target), count);
}

}  // namespace

TEST_CASE("the page asked for, and how many items it has", "[pagination]") {
    CHECK(page_of("/books").number() == 1);
    CHECK(page_of("/books").size() == 20);
    CHECK(page_of("/books").offset() == 0);
    CHECK(page_of("/books?page=3&page_size=50").number() == 3);
    CHECK(page_of("/books?page=3&page_size=50").size() == 50);
    CHECK(page_of("/books?page=3&page_size=50").offset() == 100);
}

TEST_CASE("a page size that is none is the default, a larger one than the limit is the limit", "[pagination]") {
    CHECK(page_of("/books?page_size=101").size() == 100);
    CHECK(page_of("/books?page_size=4294967295").size() == 100);
    for (const std::string_view text : {"", "0", "-5", "ten", "5x", "4294967296"}) {
        INFO(text);
        CHECK(page_of("/books?page_size=" + std::string{text}).size() == 20);
    }
}

TEST_CASE("a page that is no positive number is not found", "[pagination]") {
    for (const std::string_view text : {"", "0", "-1", "1.5", "last", "2x", "%202", "4294967296"}) {
        INFO(text);
        CHECK_THROWS_AS(page_of("/books?page=" + std::string{text}), NotFound);
    }
}

TEST_CASE("a page links to its neighbours", "[pagination]") {
    const auto first = links_of("/books", 41);
    CHECK_FALSE(first.previous.has_value());
    CHECK(first.next == "/books?page=2");

    const auto second = links_of("/books?page=2", 41);
    CHECK(second.previous == "/books");
    CHECK(second.next == "/books?page=3");

    const auto last = links_of("/books?page=3", 41);
    CHECK(last.previous == "/books?page=2");
    CHECK_FALSE(last.next.has_value());
}

TEST_CASE("a full last page has no next one", "[pagination]") {
    CHECK_FALSE(links_of("/books?page=2", 40).next.has_value());
    CHECK(links_of("/books?page=2", 41).next.has_value());
}

TEST_CASE("the other parameters of the query stay in the links", "[pagination]") {
    const auto links = links_of("/books?q=a%26b&page=2&page_size=5&tag=x&tag=y", 100);
    CHECK(links.previous == "/books?q=a%26b&page_size=5&tag=x&tag=y");
    REQUIRE(links.next.has_value());
    const auto next = QueryParameters::parse(std::string_view{*links.next}.substr(links.next->find('?') + 1));
    CHECK(next->find("page") == "3");
    CHECK(next->find("q") == "a&b");
    CHECK(next->find("page_size") == "5");
}

TEST_CASE("the first page of nothing is empty, a page behind the last is not found", "[pagination]") {
    const auto links = links_of("/books", 0);
    CHECK_FALSE(links.next.has_value());
    CHECK_FALSE(links.previous.has_value());
    CHECK_THROWS_AS(links_of("/books?page=2", 20), NotFound);
    CHECK_THROWS_AS(links_of("/books?page=4294967295&page_size=100", 1'000), NotFound);
}
