#include "server/route_listing.hpp"

#include <algorithm>
#include <vector>

#include "pipeline/pipeline.hpp"

namespace serval {
namespace {

struct Row {
    std::string method;
    std::string pattern;
    std::string chain;
};

std::string chain_of(const Plan& plan) {
    std::string chain;
    for (const auto& stage : plan.stages) {
        const std::string text = stage->describe();
        if (text.empty()) continue;
        if (!chain.empty()) chain += " → ";
        chain += text;
    }
    return chain;
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

}  // namespace

std::string list_routes(const Pipeline& pipeline) {
    std::vector<Row> rows;
    std::size_t method_width = 0;
    std::size_t pattern_width = 0;
    for (const Plan& plan : pipeline.plans()) {
        rows.push_back({std::string{plan.endpoint->method.name()}, plan.endpoint->pattern, chain_of(plan)});
        method_width = std::max(method_width, rows.back().method.size());
        pattern_width = std::max(pattern_width, rows.back().pattern.size());
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.pattern < b.pattern; });
    std::string listing;
    for (const Row& row : rows) {
        std::string line = padded(row.method, method_width) + "  " + padded(row.pattern, pattern_width) + "  " + row.chain;
        line.erase(line.find_last_not_of(' ') + 1);
        listing += line + "\n";
    }
    return listing;
}

}  // namespace serval
