#include <catch2/catch.hpp>

#include "store/bounded_table.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

using Table = BoundedTable<int>;

const Table::Time start{std::chrono::days{20'000}};

void put(Table& table, const std::string& key, Table::Time expires, Table::Time now = start) {
    auto* const found = table.find(key, now);
    auto& entry = found != nullptr ? *found : table.add(key);
    table.keep(entry, expires, 1'000, now);
}

bool has(Table& table, const std::string& key, Table::Time now = start) { return table.find(key, now) != nullptr; }

}  // namespace

TEST_CASE("a full table lets go what was not used for longest", "[store]") {
    Table table{4'000};   // three entries of a thousand octets, and what they cost themselves
    for (const char* key : {"a", "b", "c"}) put(table, key, start + 1h);
    CHECK(has(table, "a"));
    put(table, "d", start + 1h);
    CHECK_FALSE(has(table, "b"));
    CHECK(has(table, "a"));
    CHECK(has(table, "c"));
    CHECK(has(table, "d"));
}

TEST_CASE("a full table lets go what has expired, although it was used last", "[store]") {
    Table table{4'000};
    put(table, "a", start + 1h);
    put(table, "b", start + 1h);
    put(table, "brief", start + 1s);
    put(table, "d", start + 1h, start + 1s);
    CHECK(has(table, "a", start + 1s));
    CHECK(has(table, "b", start + 1s));
    CHECK_FALSE(has(table, "brief", start + 1s));
}

TEST_CASE("an entry whose time was lengthened is not let go at the old one, one whose time was shortened is", "[store]") {
    Table table{4'000};
    put(table, "longer", start + 1s);
    put(table, "longer", start + 1h);
    put(table, "shorter", start + 1h);
    put(table, "shorter", start + 1s);
    put(table, "c", start + 1h, start + 2s);
    put(table, "d", start + 1h, start + 2s);
    CHECK(has(table, "longer", start + 2s));
    CHECK(has(table, "c", start + 2s));
    CHECK(has(table, "d", start + 2s));
}

TEST_CASE("an entry larger than the table is not kept", "[store]") {
    Table table{1'000};
    put(table, "a", start + 1h);
    CHECK_FALSE(has(table, "a"));
}

TEST_CASE("erasing tells whether the entry lasted still", "[store]") {
    Table table{4'000};
    put(table, "a", start + 1s);
    put(table, "b", start + 1s);
    CHECK(table.erase("a", start));
    CHECK_FALSE(table.erase("a", start));
    CHECK_FALSE(table.erase("b", start + 1s));
}
