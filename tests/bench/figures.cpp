#include "bench/figures.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace serval::bench {
namespace {

std::string number(double value, const std::string& unit) { return fmt::format("{:.{}f} {}", value, value < 100 ? 1 : 0, unit); }

nlohmann::json to_tree(const Figure& figure) {
    nlohmann::json tree{{"what", figure.what}, {"unit", figure.unit}, {"serval", figure.ours}};
    if (!figure.other_name.empty()) tree[figure.other_name] = figure.other;
    if (figure.at_most) tree["at_most"] = *figure.at_most;
    return tree;
}

}  // namespace

void print(const std::vector<Figure>& figures) {
    static constexpr const char* row = "{:<44}{:>16}{:>18}{:>18}{:>8}{:>12}\n";
    std::string table = fmt::format(row, "", "Serval", "other", "", "ratio", "at most");
    for (const Figure& figure : figures) {
        const bool compared = !figure.other_name.empty();
        table += fmt::format(row, figure.what, number(figure.ours, figure.unit), compared ? number(figure.other, figure.unit) : "",
                             figure.other_name, compared ? fmt::format("{:.2f}", figure.ours / figure.other) : "",
                             figure.at_most ? fmt::format("{:.0f}{}", *figure.at_most, figure.is_met() ? "" : " !") : "");
    }
    fmt::print("{}", table);
}

void write_json(const std::vector<Figure>& figures, const std::string& file) {
    nlohmann::json all = nlohmann::json::array();
    for (const Figure& figure : figures) all.push_back(to_tree(figure));
    std::ofstream out{file};
    out << all.dump(4) << '\n';
    if (!out) throw std::runtime_error{"cannot write " + file};
}

}  // namespace serval::bench
