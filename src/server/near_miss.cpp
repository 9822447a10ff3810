#include "server/near_miss.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace serval::detail {
namespace {

/** Levenshtein's distance: letters put in, taken out or replaced. */
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string_view near_miss(std::string_view word, std::span<const std::string> words) {
    std::string_view nearest;
    std::size_t least = word.size() / 3 + 1;
    for (const std::string& candidate : words) {
        const std::size_t away = distance(word, candidate);
        if (away >= least) continue;
        least = away;
        nearest = candidate;
    }
    return nearest;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> words) {
    const std::string_view nearest = near_miss(word, words);
    return nearest.empty() ? std::string{} : "; did you mean " + std::string{nearest} + "?";
}

}  // namespace serval::detail
