#include <catch2/catch.hpp>

#include <string>

#include "routing/text_table.hpp"

using namespace serval;
using namespace serval::detail;

namespace {

TEST_CASE("an empty table has nothing", "[routing]") {
    const TextTable table;
    CHECK(table.find("") == TextTable::none);
    CHECK(table.find("a") == TextTable::none);
    CHECK(table.numbers().empty());
}

TEST_CASE("texts of every length are found, and those next to them are not", "[routing]") {
    TextTable table;
    for (std::uint32_t size = 0; size < 80; ++size) table.insert(std::string(size, 'x'), size);
    for (std::uint32_t size = 0; size < 80; ++size) {
        std::string text(size, 'x');
        CHECK(table.find(text) == size);
        if (size == 0) continue;
        for (const std::size_t changed : {std::size_t{0}, text.size() / 2, text.size() - 1}) {
            std::string other = text;
            other[changed] = 'y';
            CHECK(table.find(other) == TextTable::none);
        }
    }
    CHECK(table.find(std::string(80, 'x')) == TextTable::none);
    CHECK(table.numbers().size() == 80);
}

TEST_CASE("a table of many texts gives each its number", "[routing]") {
    constexpr std::uint32_t count = 20'000;
    TextTable table;
    for (std::uint32_t i = 0; i < count; ++i) table.insert("/route/" + std::to_string(i), i);
    std::uint32_t wrong = 0;
    for (std::uint32_t i = 0; i < count; ++i) wrong += table.find("/route/" + std::to_string(i)) != i ? 1 : 0;
    CHECK(wrong == 0);
    CHECK(table.find("/route/20000") == TextTable::none);
}

}  // namespace
