#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/model/fields.hpp>
#include <serval/model/values/chrono.hpp>

// What goes over the wire. Each is a plain struct, with a `describe` where there is something to add. Requests are checked by
// it, answers are written from it, and the documentation is made of it.

namespace bookstore {

/** What is wrong with an ISBN, or nothing: rules of your own are plain functions. This one is asked about what matches the pattern. */
inline std::optional<std::string> check_isbn(std::string_view isbn) {
    int sum = 0;
    for (std::size_t i = 0; i < isbn.size(); ++i) sum += (isbn[i] - '0') * (i % 2 == 0 ? 1 : 3);
    if (sum % 10 == 0) return std::nullopt;
    return "The check digit is wrong.";
}

struct NewAuthor {
    std::string name;
    std::optional<int> born;   // an optional may be absent or null

    static void describe(serval::Fields<NewAuthor>& f) {
        f.on<&NewAuthor::name>().length(1, 120).example("Ursula K. Le Guin");
        f.on<&NewAuthor::born>().range(-3000, 2100).help("The year");
    }
};

struct Author {
    int id = 0;
    std::string name;
    std::optional<int> born;
};

struct NewBook {
    std::string title;
    int author = 0;
    int year = 0;
    std::string isbn;
    std::vector<std::string> tags;

    static void describe(serval::Fields<NewBook>& f) {
        f.on<&NewBook::title>().length(1, 200).help("As on the cover").example("The Dispossessed");
        f.on<&NewBook::author>().help("The number of its author").example(1);
        f.on<&NewBook::year>().range(1450, 2100).example(1974);
        f.on<&NewBook::isbn>().pattern("^97[89][0-9]{10}$").validate(check_isbn).example("9780061054884");
        f.on<&NewBook::tags>().items(0, 8).unique_items().otherwise({}).each().length(1, 30);
    }
};

struct AuthorName {
    int id = 0;
    std::string name;
};

struct Book {
    int id = 0;
    std::string title;
    AuthorName author;
    int year = 0;
    std::string isbn;
    std::vector<std::string> tags;
    int reviews = 0;
    std::optional<double> stars;   // on average; null while nobody has reviewed it
};

/** What to look for, from the query: `/books?q=left&author=1&tag=novel`. */
struct BookSearch {
    std::optional<std::string> q;
    std::optional<int> author;
    std::optional<std::string> tag;

    static void describe(serval::Fields<BookSearch>& f) {
        f.on<&BookSearch::q>().help("Part of the title or of the author's name");
        f.on<&BookSearch::author>().help("The number of an author");
    }
};

struct NewReview {
    int stars = 0;
    std::string text;

    static void describe(serval::Fields<NewReview>& f) {
        f.on<&NewReview::stars>().range(1, 5).example(5);
        f.on<&NewReview::text>().length(0, 2000).allow_blank().otherwise("").example("Read it twice.");
    }
};

struct Review {
    int id = 0;
    std::string reviewer;
    int stars = 0;
    std::string text;
    std::chrono::sys_seconds written{};
};

}  // namespace bookstore
