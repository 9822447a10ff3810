#include "routes.hpp"

using namespace serval;
using namespace serval::routing_tests;

namespace {

TEST_CASE("text goes first, then types, then slugs, then strings, then tails", "[routing]") {
    const Router router = router_of({"GET /{rest:path}", "GET /{name}", "GET /{word:slug}", "GET /{id:int}", "GET /new"});
    CHECK(ask(router, "GET /new") == "/new");
    CHECK(ask(router, "GET /5") == "/{id:int} id=5");
    CHECK(ask(router, "GET /dune") == "/{word:slug} word=dune");
    CHECK(ask(router, "GET /a.b") == "/{name} name=a.b");
    CHECK(ask(router, "GET /a/b") == "/{rest:path} rest=a/b");
}

TEST_CASE("types of one kind are tried in the order in which they were added", "[routing]") {
    const Router year_first = router_of({"GET /{year:[0-9]{4}}", "GET /{id:int}"});
    CHECK(ask(year_first, "GET /1984") == "/{year:[0-9]{4}} year=1984");
    CHECK(ask(year_first, "GET /5") == "/{id:int} id=5");
    const Router id_first = router_of({"GET /{id:int}", "GET /{year:[0-9]{4}}"});
    CHECK(ask(id_first, "GET /1984") == "/{id:int} id=1984");
}

TEST_CASE("of two alike the one with more text around it goes first", "[routing]") {
    const Router router = router_of({"GET /{name}", "GET /{name}.gz", "GET /{name}.tar.gz", "GET /x{name}.gz"});
    CHECK(ask(router, "GET /a.tar.gz") == "/{name}.tar.gz name=a");
    CHECK(ask(router, "GET /a.gz") == "/{name}.gz name=a");
    CHECK(ask(router, "GET /xa.gz") == "/x{name}.gz name=a");
    CHECK(ask(router, "GET /a") == "/{name} name=a");
}

TEST_CASE("what leads nowhere is taken back", "[routing]") {
    const Router router = router_of({"GET /books/new/cover", "GET /books/{id:int}/pages", "GET /books/{slug}/authors",
                                     "GET /{any}/new", "GET /books/{rest:path}"});
    CHECK(ask(router, "GET /books/new/cover") == "/books/new/cover");
    CHECK(ask(router, "GET /books/new/authors") == "/books/{slug}/authors slug=new");
    CHECK(ask(router, "GET /books/5/pages") == "/books/{id:int}/pages id=5");
    CHECK(ask(router, "GET /books/5/authors") == "/books/{slug}/authors slug=5");
    CHECK(ask(router, "GET /books/5/other") == "/books/{rest:path} rest=5/other");
    CHECK(ask(router, "GET /books/new") == "/books/{rest:path} rest=new");
    CHECK(ask(router, "GET /films/new") == "/{any}/new any=films");
    CHECK(ask(router, "GET /films/old") == "not found");
}

TEST_CASE("values found on a way that leads nowhere are forgotten", "[routing]") {
    const Router router = router_of({"GET /{a:int}/{b:int}/{c:int}/end", "GET /{x}/{y}/other/{z}"});
    CHECK(ask(router, "GET /1/2/3/end") == "/{a:int}/{b:int}/{c:int}/end a=1 b=2 c=3");
    CHECK(ask(router, "GET /1/2/other/4") == "/{x}/{y}/other/{z} x=1 y=2 z=4");
}

TEST_CASE("a path that is text for one method is a parameter for another", "[routing]") {
    const Router router = router_of({"POST /books/new", "GET /books/{slug}"});
    CHECK(ask(router, "POST /books/new") == "/books/new");
    CHECK(ask(router, "GET /books/new") == "/books/{slug} slug=new");
}

}  // namespace
