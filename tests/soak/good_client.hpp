#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace serval::soak {

/** How a good client was served. */
struct Service {
    std::size_t answers = 0;
    std::size_t failures = 0;   // no answer, or another status than 200
    double median = 0;          // milliseconds
    double p99 = 0;
    double longest = 0;
};

/** Asks for `target` again and again for as long as it lives, over a new connection every fourth time, and takes the time of each answer,
    that of connecting included.
*/
class GoodClient {
public:
    GoodClient(std::uint16_t port, std::string target);
    ~GoodClient();
    GoodClient(const GoodClient&) = delete;
    GoodClient& operator=(const GoodClient&) = delete;

    /** Ask no more; how it went. */
    Service leave();

private:
    void ask_on();
    void ask_over_one_connection();

    std::uint16_t port_;
    std::string request_;
    std::vector<double> times_;
    std::size_t failures_ = 0;
    std::atomic<bool> leaving_ = false;
    std::thread thread_;
};

}  // namespace serval::soak
