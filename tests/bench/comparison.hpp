#pragma once

#include <string>
#include <vector>

#include "bench/figures.hpp"

namespace serval::bench {

/** Instructions, requests a second and processor time of two server programs, on every workload.

    Each has one thread; 64 connections, driven by one client thread. The two take turns in short slices, so that what else
    the machine does falls on both. @throws std::runtime_error when one of them fails.
*/
[[nodiscard]] std::vector<Figure> compare_servers(const std::string& ours, const std::string& other, const std::string& other_name);

}  // namespace serval::bench
