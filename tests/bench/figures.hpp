#pragma once

#include <optional>
#include <string>
#include <vector>

namespace serval::bench {

/** One measured thing: what it is here, what it is elsewhere, and what it must be. */
struct Figure {
    std::string what;
    std::string unit;
    double ours = 0;
    std::string other_name = {};                 // empty where there is nobody to compare with
    double other = 0;
    double times = 0;                            // how many times better ours is than the other
    std::optional<double> at_most = {};          // of ours
    std::optional<double> times_at_least = {};

    [[nodiscard]] bool is_bound() const noexcept { return at_most.has_value() || times_at_least.has_value(); }
    [[nodiscard]] bool is_met() const noexcept { return (!at_most || ours <= *at_most) && (!times_at_least || times >= *times_at_least); }
};

/** The figures as one table on the standard output. */
void print(const std::vector<Figure>& figures);
/** The same as a JSON array in `file`. @throws std::runtime_error when it cannot be written. */
void write_json(const std::vector<Figure>& figures, const std::string& file);

}  // namespace serval::bench
