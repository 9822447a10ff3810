#include "middleware/request_counters.hpp"

#include <utility>

namespace serval::detail {
namespace {

/** Of the pattern's address: its text would have to be read. */
std::size_t list_of(std::string_view route, std::size_t lists) noexcept {
    const auto address = reinterpret_cast<std::uintptr_t>(route.data());
    return static_cast<std::size_t>((address >> 4U) * 0x9E3779B97F4A7C15U >> 32U) % lists;
}

RequestSeries* find_series(RequestSeries* from, const RequestSeries* until, std::string_view route, std::string_view method) noexcept {
    for (; from != until; from = from->next) {
        if (from->method == method && from->route == route) return from;
    }
    return nullptr;
}

}  // namespace

void RequestSeries::count(std::size_t status_class, std::size_t bucket, std::chrono::nanoseconds took) noexcept {
    classes_[status_class].fetch_add(1, std::memory_order_relaxed);
    buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
    nanoseconds_.fetch_add(static_cast<std::uint64_t>(took.count()), std::memory_order_relaxed);
}

void RequestSeries::add_to(RequestTally& tally) const {
    for (std::size_t i = 0; i < classes_.size(); ++i) tally.by_class[i] += classes_[i].load(std::memory_order_relaxed);
    tally.by_bucket.resize(buckets_.size());
    for (std::size_t i = 0; i < buckets_.size(); ++i) tally.by_bucket[i] += buckets_[i].load(std::memory_order_relaxed);
    tally.nanoseconds += nanoseconds_.load(std::memory_order_relaxed);
}

RequestCounters::~RequestCounters() {
    for (auto& list : lists_) {
        for (RequestSeries* series = list.load(); series != nullptr;) delete std::exchange(series, series->next);
    }
}

RequestSeries& RequestCounters::series(std::string_view route, std::string_view method, std::size_t buckets) {
    auto& list = lists_[list_of(route, lists_.size())];
    RequestSeries* first = list.load(std::memory_order_acquire);
    if (RequestSeries* const known = find_series(first, nullptr, route, method)) return *known;
    auto added = std::make_unique<RequestSeries>(route, method, buckets);
    added->next = first;
    while (!list.compare_exchange_weak(first, added.get(), std::memory_order_acq_rel)) {
        // Others came first; one of theirs may be the same.
        if (RequestSeries* const known = find_series(first, added->next, route, method)) return *known;
        added->next = first;
    }
    return *added.release();
}

}  // namespace serval::detail
