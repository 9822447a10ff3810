#pragma once

#include <string>
#include <vector>

#include "bench/figures.hpp"

namespace serval::bench {

/** How the cost of `server` grows with what it is given: with connections, with the size of a body; and what it holds for a connection
    that is idle.
*/
[[nodiscard]] std::vector<Figure> measure_growth(const std::string& server);

}  // namespace serval::bench
