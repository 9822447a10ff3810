#include <catch2/catch.hpp>

#include <serval/sql.hpp>

using namespace serval;

TEST_CASE("where Serval was built without PostgreSQL, a URL of it is told what to do", "[sql]") {
    CHECK_THROWS_WITH((sql::Database{{.path = "postgresql://localhost/shop"}}),
                      Catch::Contains("libpq-dev") && Catch::Contains("-DSERVAL_POSTGRES=ON"));
}
