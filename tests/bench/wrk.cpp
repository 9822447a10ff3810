#include "bench/wrk.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

namespace serval::bench {

double Wrk::requests_per_second(std::uint16_t port, const std::string& path, std::size_t depth) const {
    const std::string command =
        fmt::format("wrk --threads 1 --connections 64 --duration 1s --script '{}' http://127.0.0.1:{}{} -- {}", pipeline_script, port, path, depth);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> told{::popen(command.c_str(), "r"), ::pclose};
    std::string all;
    std::array<char, 256> line;
    double rate = 0;
    while (std::fgets(line.data(), line.size(), told.get()) != nullptr) {
        all += line.data();
        std::sscanf(line.data(), "Requests/sec: %lf", &rate);
    }
    if (rate == 0 || all.find("Non-2xx") != std::string::npos || all.find("Socket errors") != std::string::npos) {
        throw std::runtime_error{command + " told of no good run: " + all};
    }
    return rate;
}

}  // namespace serval::bench
