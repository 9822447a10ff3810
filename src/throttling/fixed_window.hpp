#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <serval/throttling/throttle.hpp>

namespace serval {

/** Counts requests by key in windows of one period, each of which begins with a key's first request. Thread-safe and exact; bounded. */
class FixedWindow {
public:
    using Time = Throttle::Time;

    explicit FixedWindow(Rate rate, std::size_t most_keys = 100'000) noexcept : rate_{rate}, most_per_shard_{most_keys / shard_count + 1} {}

    /** Nothing when one more request of `key` is admitted at `now`; otherwise how long its window still lasts. */
    [[nodiscard]] std::optional<std::chrono::seconds> admit(std::string_view key, Time now);

private:
    static constexpr std::size_t shard_count = 16;

    struct Window {
        Time ends;
        std::uint64_t admitted = 0;
    };

    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Window> windows;
        Time next_end = Time::max();   // no window ends before it, so that a full shard is searched no oftener than need be
    };

    /** The window of `key`, a new one when it has none. */
    [[nodiscard]] Window& window_of(std::string_view key, Shard& shard, Time now) const;
    void make_room(Shard& shard, Time now) const;
    static void sweep(Shard& shard, Time now);

    Rate rate_;
    std::size_t most_per_shard_;
    std::array<Shard, shard_count> shards_;
};

}  // namespace serval
