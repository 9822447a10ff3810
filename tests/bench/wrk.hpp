#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace serval::bench {

/** wrk, a load generator that reads answers with an HTTP parser of its own, on one thread of its own. */
struct Wrk {
    std::string pipeline_script;

    /** How many requests a second it gets answered by the server at `port`, on 64 connections with `depth` pipelined on each.
        @throws std::runtime_error when there is no wrk, or when it tells of no rate.
    */
    [[nodiscard]] double requests_per_second(std::uint16_t port, const std::string& path, std::size_t depth) const;
};

}  // namespace serval::bench
