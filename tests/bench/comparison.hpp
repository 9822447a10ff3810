#pragma once

#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "bench/wrk.hpp"

namespace serval::bench {

/** The programs that are held against each other. */
struct Servers {
    std::string ours;
    std::string epoll;   // the least that a server can do
    std::string beast;   // a server of the usual kind
};

/** Each workload, ours and a floor in turns, slice by slice: what the machine does meanwhile meets both. The ratio is the median of the
    pairs' ratios.
*/
[[nodiscard]] std::vector<Figure> compare_servers(const Servers& servers, const Wrk& wrk);

}  // namespace serval::bench
