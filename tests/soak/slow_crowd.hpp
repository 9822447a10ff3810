#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace serval::soak {

/** Many clients that send the head of a request an octet at a time, every few seconds; whoever is turned out comes again. */
class SlowCrowd {
public:
    /** Return when all are connected. @throws std::runtime_error when they cannot be. */
    SlowCrowd(std::uint16_t port, std::size_t count);
    ~SlowCrowd();
    SlowCrowd(const SlowCrowd&) = delete;
    SlowCrowd& operator=(const SlowCrowd&) = delete;

    /** How often one of them was turned out. */
    [[nodiscard]] std::size_t turned_out() const noexcept { return turned_out_; }

private:
    void drip();
    void drip_into(int& socket);

    std::uint16_t port_;
    std::vector<int> sockets_;
    std::size_t next_ = 0;
    std::atomic<std::size_t> turned_out_ = 0;
    std::atomic<bool> leaving_ = false;
    std::thread thread_;
};

}  // namespace serval::soak
