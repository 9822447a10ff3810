#include "bench/contestant.hpp"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <stdexcept>

namespace serval::bench {

Contestant::Contestant(const std::string& server, const std::string& request, std::size_t connections, std::size_t depth)
    : process_{{server, "0", "1"}}, load_{process_.port(), request, connections, depth} {}

Slice Contestant::run(std::chrono::milliseconds time) {
    const double began = processor_seconds();
    const auto start = std::chrono::steady_clock::now();
    const auto requests = static_cast<double>(load_.run_for(time));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    return {requests / took.count(), (processor_seconds() - began) * 1e6 / requests};
}

double Contestant::memory() const {
    static constexpr std::string_view key = "RssAnon:";
    std::ifstream lines{"/proc/" + std::to_string(process_.id()) + "/status"};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(key)) return std::stod(line.substr(key.size())) * 1024;
    }
    throw std::runtime_error{"the system does not tell how much memory the server holds"};
}

double Contestant::processor_seconds() const {
    clockid_t clock;
    ::clock_getcpuclockid(process_.id(), &clock);
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace serval::bench
