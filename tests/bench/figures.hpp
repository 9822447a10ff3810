#pragma once

#include <optional>
#include <string>
#include <vector>

namespace serval::bench {

/** One measured thing: what it costs here, and elsewhere. */
struct Figure {
    std::string what;
    std::string unit;
    double ours = 0;
    std::string other_name = {};             // empty where there is nobody to compare with
    double other = 0;
    std::optional<double> at_most = {};      // of ours

    [[nodiscard]] bool is_met() const noexcept { return !at_most || ours <= *at_most; }
};

/** The figures as one table on the standard output. */
void print(const std::vector<Figure>& figures);
/** The same as a JSON array in `file`. @throws std::runtime_error when it cannot be written. */
void write_json(const std::vector<Figure>& figures, const std::string& file);

}  // namespace serval::bench
