#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace serval::detail {

/** What was counted of one route and method. */
struct RequestTally {
    std::array<std::uint64_t, 5> by_class{};    // 1xx to 5xx
    std::vector<std::uint64_t> by_bucket{};     // each for itself; the last is what no bucket holds
    std::uint64_t nanoseconds = 0;
};

/** The same, counted by several threads. Entries are added, and never removed before the end. */
class RequestSeries {
public:
    RequestSeries(std::string_view route_, std::string_view method_, std::size_t buckets)
        : route{route_}, method{method_}, buckets_(buckets + 1) {}

    void count(std::size_t status_class, std::size_t bucket, std::chrono::nanoseconds took) noexcept;
    void add_to(RequestTally& tally) const;

    const std::string route;    // its own: whoever counts may outlive the app
    const std::string method;
    RequestSeries* next = nullptr;

private:
    std::array<std::atomic<std::uint64_t>, 5> classes_{};
    std::vector<std::atomic<std::uint64_t>> buckets_;
    std::atomic<std::uint64_t> nanoseconds_{0};
};

/** The counters that one thread, or few, count in: a table of lists that only grow, so that it is read and added to without a lock. */
class alignas(64) RequestCounters {
public:
    RequestCounters() = default;
    ~RequestCounters();
    RequestCounters(const RequestCounters&) = delete;
    RequestCounters& operator=(const RequestCounters&) = delete;

    /** The series of a route and a method; made when it is first asked for. @param route  Whose address does not change. */
    [[nodiscard]] RequestSeries& series(std::string_view route, std::string_view method, std::size_t buckets);

    template <class Look>
    void each(Look look) const {
        for (const auto& list : lists_) {
            for (const RequestSeries* series = list.load(std::memory_order_acquire); series != nullptr; series = series->next) look(*series);
        }
    }

    std::atomic<std::int64_t> in_flight{0};

private:
    std::array<std::atomic<RequestSeries*>, 64> lists_{};
};

}  // namespace serval::detail
