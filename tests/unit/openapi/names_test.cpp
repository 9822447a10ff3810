#include <catch2/catch.hpp>

#include "openapi/names.hpp"

using namespace serval;
using namespace serval::detail;

TEST_CASE("an operation is named by its method and its path", "[openapi]") {
    CHECK(make_operation_id(Method::get, "/books") == "getBooks");
    CHECK(make_operation_id(Method::get, "/books/{id}") == "getBooksById");
    CHECK(make_operation_id(Method::delete_, "/shops/{shop_id}/books/{id}") == "deleteShopsByShopIdBooksById");
    CHECK(make_operation_id(Method::get, "/") == "getRoot");
    CHECK(make_operation_id(Method::get, "/a-b/c_d.json") == "getABCDJson");
    CHECK(make_operation_id(Method{"M-SEARCH"}, "/x") == "mSearchX");
}

TEST_CASE("a summary is the operation's name as people read it", "[openapi]") {
    CHECK(make_summary("getBooksById") == "Get books by id");
    CHECK(make_summary("list_books") == "List books");
    CHECK(make_summary("readURL") == "Read url");
    CHECK(make_summary("").empty());
}

TEST_CASE("operations without a tag stand under what their path is about", "[openapi]") {
    CHECK(make_tag("/books/{id}") == "books");
    CHECK(make_tag("/api/v1/shelves/{shelf}/plan") == "shelves");
    CHECK(make_tag("/{tenant}/books") == "books");
    CHECK(make_tag("/v/x") == "v");
    CHECK(make_tag("/") == "");
    CHECK(make_tag("/{path}") == "");
}
