#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "bench/closed_loop.hpp"
#include "wire/server_process.hpp"

namespace serval::bench {

/** What a server did in one slice of time. */
struct Slice {
    double requests_per_second = 0;
    double microseconds = 0;   // of the server's processor time for a request
};

/** A server in a process of its own, one thread of it, under the load of one kind of request. */
class Contestant {
public:
    /** @param connections  Kept open; each has one batch of requests under way.
        @param depth        Requests in a batch, sent without waiting for answers.
    */
    Contestant(const std::string& server, const std::string& request, std::size_t connections, std::size_t depth = 1);

    Slice run(std::chrono::milliseconds time);
    /** Octets of memory that the process holds for itself alone. */
    [[nodiscard]] double memory() const;
    [[nodiscard]] std::uint16_t port() const noexcept { return process_.port(); }

private:
    [[nodiscard]] double processor_seconds() const;

    wire::ServerProcess process_;
    ClosedLoop load_;
};

/** The value in the middle. */
[[nodiscard]] double median(std::vector<double> values);

}  // namespace serval::bench
