#include "routes.hpp"

#include <algorithm>
#include <random>

#include <re2/re2.h>

// Routers of random routes against a matcher that tries every pattern, in the order that the rules of precedence give.

using namespace serval;
using namespace serval::routing_tests;

namespace {

using Random = std::mt19937;

struct Piece {
    std::string_view written;      // with the parameter's name as @
    std::string_view expression;
    int rank;                      // text, type, slug, string, tail
    std::size_t text_size;
};

constexpr Piece pieces[] = {
    {"a", "(a)", -1, 0},
    {"b", "(b)", -1, 0},
    {"5", "(5)", -1, 0},
    {"v5", "(v5)", -1, 0},
    {"{@:int}", "(-?[0-9]+)", 0, 0},
    {"{@:[ab]+}", "([ab]+)", 0, 0},
    {"v{@:int}", "v(-?[0-9]+)", 0, 1},
    {"{@:slug}", "([-a-zA-Z0-9_]+)", 1, 0},
    {"{@}.x", "([^/]+)\\.x", 2, 2},
    {"{@}", "([^/]+)", 2, 0},
    {"{@:path}", "(.+)", 3, 0},
    {"r{@:path}", "r(.+)", 3, 1},
};

template <class List>
auto pick(const List& list, Random& random) {
    return list[std::uniform_int_distribution<std::size_t>{0, std::size(list) - 1}(random)];
}

struct NaiveRoute {
    std::string method;
    std::string pattern;
    std::vector<Piece> pieces;
    bool has_slash_at_end = false;

    [[nodiscard]] std::string shape(std::size_t depth) const {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text.append("/").append(pieces[i].written);
        return text;
    }

    [[nodiscard]] bool matches(const std::string& path, std::vector<std::string>& values) const {
        std::string expression;
        for (const Piece& piece : pieces) expression.append("/").append(piece.expression);
        if (has_slash_at_end) expression += '/';
        const re2::RE2 compiled{expression};
        std::vector<re2::StringPiece> found(pieces.size() + 1);
        const int groups = static_cast<int>(found.size());
        if (!compiled.Match(path, 0, path.size(), re2::RE2::ANCHOR_BOTH, found.data(), groups)) return false;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (pieces[i].rank >= 0) values.emplace_back(found[i + 1].data(), found[i + 1].size());
        }
        return true;
    }
};

NaiveRoute random_route(Random& random) {
    constexpr std::string_view methods[] = {"GET", "GET", "POST"};
    NaiveRoute made{std::string{pick(methods, random)}, {}, {}, false};
    const std::size_t depth = 1 + random() % 3;
    for (std::size_t i = 0; i < depth; ++i) {
        const Piece piece = pick(pieces, random);
        made.pieces.push_back(piece);
        std::string written{piece.written};
        const std::size_t at = written.find('@');
        if (at != std::string::npos) written.replace(at, 1, "p" + std::to_string(i));
        made.pattern.append("/").append(written);
        if (piece.rank == 3) return made;
    }
    made.has_slash_at_end = random() % 5 == 0;
    if (made.has_slash_at_end) made.pattern += '/';
    return made;
}

/** All routes without duplicates, as they were added. */
std::vector<NaiveRoute> random_routes(std::size_t count, Random& random) {
    std::vector<NaiveRoute> routes;
    while (routes.size() < count) {
        NaiveRoute made = random_route(random);
        const bool is_known = std::any_of(routes.begin(), routes.end(), [&](const NaiveRoute& route) {
            return route.method == made.method && route.pattern == made.pattern;
        });
        if (!is_known) routes.push_back(std::move(made));
    }
    return routes;
}

class NaiveRouter {
public:
    explicit NaiveRouter(std::vector<NaiveRoute> routes) : routes_{std::move(routes)} {}

    /** As ask() says it, automatic methods left out. */
    [[nodiscard]] std::string ask(const std::string& method, const std::string& path) const {
        const NaiveRoute* best = nullptr;
        bool path_matches = false;
        std::vector<std::string> best_values;
        for (const NaiveRoute& route : routes_) {
            std::vector<std::string> values;
            if (!route.matches(path, values)) continue;
            path_matches = true;
            if (route.method != method || (best != nullptr && !goes_before(route, *best))) continue;
            best = &route;
            best_values = values;
        }
        if (best == nullptr) return path_matches ? "method not allowed" : "not found";
        return answer(*best, best_values);
    }

private:
    static std::string answer(const NaiveRoute& route, const std::vector<std::string>& values) {
        std::string line = route.pattern;
        std::size_t next = 0;
        for (std::size_t i = 0; i < route.pieces.size(); ++i) {
            if (route.pieces[i].rank >= 0) line += " p" + std::to_string(i) + "=" + values[next++];
        }
        return line;
    }

    [[nodiscard]] std::ptrdiff_t first_with(const std::string& shape, std::size_t depth) const {
        return std::find_if(routes_.begin(), routes_.end(), [&](const NaiveRoute& route) {
            return route.pieces.size() >= depth && route.shape(depth) == shape;
        }) - routes_.begin();
    }

    [[nodiscard]] bool goes_before(const NaiveRoute& a, const NaiveRoute& b) const {
        for (std::size_t i = 0; i < std::min(a.pieces.size(), b.pieces.size()); ++i) {
            const Piece& mine = a.pieces[i];
            const Piece& theirs = b.pieces[i];
            if (mine.written == theirs.written) continue;
            if (mine.rank != theirs.rank) return mine.rank < theirs.rank;
            if (mine.text_size != theirs.text_size) return mine.text_size > theirs.text_size;
            return first_with(a.shape(i + 1), i + 1) < first_with(b.shape(i + 1), i + 1);
        }
        return false;
    }

    std::vector<NaiveRoute> routes_;
};

std::string random_path(Random& random) {
    constexpr std::string_view segments[] = {"a", "b", "5", "v5", "-7", "ab", "a-b", "c.x", "c", "r", "rx", "c%20d", ""};
    std::string path;
    const std::size_t depth = 1 + random() % 4;
    for (std::size_t i = 0; i < depth; ++i) path.append("/").append(pick(segments, random));
    return path;
}

std::string decoded(std::string path) {
    for (std::size_t at = path.find("%20"); at != std::string::npos; at = path.find("%20")) path.replace(at, 3, " ");
    return path;
}

TEST_CASE("a router finds what trying all patterns in their order finds", "[routing]") {
    Random random{20'240'601};
    std::size_t found = 0;
    for (int round = 0; round < 150; ++round) {
        const std::vector<NaiveRoute> routes = random_routes(1 + random() % 12, random);
        Router router;
        for (const NaiveRoute& made : routes) {
            Route added = route(made.method + ' ' + made.pattern);
            added.automatic_head = false;
            added.automatic_options = false;
            router.add(std::move(added));
        }
        REQUIRE(router.freeze().empty());
        const NaiveRouter naive{routes};
        for (int i = 0; i < 40; ++i) {
            const std::string path = random_path(random);
            const std::string method = random() % 3 == 0 ? "POST" : "GET";
            std::string mine = ask(router, method + ' ' + path);
            mine = mine.substr(0, mine.starts_with("method") ? mine.find(':') : mine.size());
            CAPTURE(path, method);
            REQUIRE(mine == naive.ask(method, decoded(path)));
            found += mine.starts_with('/') ? 1 : 0;
        }
    }
    CHECK(found > 500);
}

}  // namespace
