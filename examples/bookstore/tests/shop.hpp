#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include <serval/testing.hpp>

#include "app.hpp"

using namespace serval;

/** The API with the books that it starts with, kept in memory: each test has a shop of its own. */
inline App shop() { return bookstore::make_app(test::settings().set("database.path", ":memory:")); }

/** Who is known without a password: what a test is about is seldom the log-in. */
inline const User reader{.id = "reader", .name = "reader"};

inline std::vector<std::string> titles(const test::Response& page) {
    std::vector<std::string> all;
    const Json content = page.json();
    for (const auto& book : content["results"]) all.push_back(book["title"]);
    return all;
}
