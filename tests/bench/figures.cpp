#include "bench/figures.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace serval::bench {
namespace {

std::string number(double value, const std::string& unit) { return fmt::format("{:.{}f} {}", value, value < 100 ? 1 : 0, unit); }

std::string bound_of(const Figure& figure) {
    if (figure.at_most) return "<= " + number(*figure.at_most, figure.unit);
    if (figure.times_at_least) return fmt::format(">= {:.2f} x", *figure.times_at_least);
    return {};
}

std::string verdict_on(const Figure& figure) {
    if (!figure.is_bound()) return {};
    return figure.is_met() ? "holds" : "MISSED";
}

nlohmann::ordered_json to_tree(const Figure& figure) {
    nlohmann::ordered_json tree{{"what", figure.what}, {"unit", figure.unit}, {"serval", figure.ours}};
    if (!figure.other_name.empty()) {
        tree["other"] = {{"name", figure.other_name}, {"value", figure.other}};
        tree["times_better"] = figure.times;
    }
    if (figure.at_most) tree["at_most"] = *figure.at_most;
    if (figure.times_at_least) tree["times_better_at_least"] = *figure.times_at_least;
    if (figure.is_bound()) tree["holds"] = figure.is_met();
    return tree;
}

}  // namespace

void print(const std::vector<Figure>& figures) {
    static constexpr const char* row = "{:<46}{:>16}{:>16}  {:<16}{:>8}{:>15}  {}\n";
    std::string table = fmt::format(row, "", "Serval", "other", "", "times", "wanted", "");
    for (const Figure& figure : figures) {
        const bool compared = !figure.other_name.empty();
        table += fmt::format(row, figure.what, number(figure.ours, figure.unit), compared ? number(figure.other, figure.unit) : "",
                             figure.other_name, compared ? fmt::format("{:.2f}", figure.times) : "", bound_of(figure), verdict_on(figure));
    }
    fmt::print("{}", table);
}

void write_json(const std::vector<Figure>& figures, const std::string& file) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Figure& figure : figures) all.push_back(to_tree(figure));
    std::ofstream out{file};
    out << all.dump(4) << '\n';
    if (!out) throw std::runtime_error{"cannot write " + file};
}

}  // namespace serval::bench
