#include "complaints.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace serval;

namespace {

enum class Binding { hardcover, paperback };

struct Author {
    std::string name;
};

struct Edition {
    int id = 0;
    std::string title;
    std::optional<int> pages;
    Binding binding = Binding::paperback;
    std::vector<std::string> tags;
    std::map<std::string, Author> authors;
    std::string origin;

    static void describe(Fields<Edition>& f) {
        f.help("One printing of a book").forbid_unknown();
        f.on<&Edition::id>().read_only();
        f.on<&Edition::title>().length(1, 120).alias("name").validate([](const std::string&) -> std::optional<std::string> { return {}; });
        f.on<&Edition::pages>().range(1, 5000);
        f.on<&Edition::binding>().otherwise(Binding::paperback);
        f.on<&Edition::tags>().items(0, 8).otherwise({}).each().max_length(30).allow_blank();
        f.on<&Edition::origin>().hidden();
        f.computed("key", [](const Edition& edition) { return edition.id; });
        f.check([](const Edition&) -> std::optional<std::string> { return std::nullopt; });
    }
};

}  // namespace

TEST_CASE("a model explains its fields and their rules, and the models that it leads to", "[model]") {
    CHECK(explain<Edition>() == R"(Edition: One printing of a book (unknown names are refused)
    id: integer, read-only, format "int32"
    title: string, required, minLength 1, maxLength 120, alias "name", 1 validator
    pages: integer or null, optional, format "int32", minimum 1, maximum 5000
    binding: string, default "paperback", enum ["hardcover","paperback"]
    tags: list of (string, maxLength 30), default [], maxItems 8
    authors: map of (Author), required
    origin: string, hidden, minLength 1
    key: integer, computed
    1 check of the whole
Author
    name: string, required, minLength 1
)");
}

TEST_CASE("other types explain themselves in a line", "[model]") {
    CHECK(explain<std::vector<int>>() == "list of (integer, format \"int32\")\n");
}
