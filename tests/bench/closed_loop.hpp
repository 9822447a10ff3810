#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace serval::bench {

/** Sends one request again and again on each of its connections: the next when the answer to the last is whole.

    All from one thread. Every answer must be a success as long as the first; anything else is a std::runtime_error.
*/
class ClosedLoop {
public:
    /** @param depth  How many of them are sent at once, before the first answer. */
    ClosedLoop(std::uint16_t port, std::string request, std::size_t connections, std::size_t depth = 1);
    ~ClosedLoop();
    ClosedLoop(const ClosedLoop&) = delete;
    ClosedLoop& operator=(const ClosedLoop&) = delete;

    /** Have `count` requests answered, or a few more where they go by several. */
    void run(std::size_t count);
    /** Have requests answered for `time`; how many were. */
    std::size_t run_for(std::chrono::milliseconds time);

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] std::size_t measure_answer();
    template <class Goes>
    std::size_t go(Goes goes_on);
    void send(int socket) const;
    [[nodiscard]] bool receive(std::size_t index);

    std::string request_;
    std::vector<int> sockets_;
    std::vector<std::size_t> missing_;   // octets of the answer that each connection waits for
    std::size_t depth_;
    std::size_t answer_size_ = 0;        // of all that are sent at once
    int poller_ = -1;
};

}  // namespace serval::bench
