#include <serval/middleware/concurrency_limit.hpp>

#include <atomic>
#include <string>
#include <utility>

#include <serval/http/response.hpp>
#include <serval/problem/http_error.hpp>

#include "middleware/lasting_source.hpp"

namespace serval {
namespace {

/** How many may still come in. Outlives the app where an answer does. */
class Places {
public:
    explicit Places(std::size_t free) noexcept : free_{free} {}

    [[nodiscard]] bool take() noexcept {
        std::size_t free = free_.load(std::memory_order_relaxed);
        while (free != 0) {
            if (free_.compare_exchange_weak(free, free - 1, std::memory_order_relaxed)) return true;
        }
        return false;
    }
    void give_back() noexcept { free_.fetch_add(1, std::memory_order_relaxed); }

private:
    std::atomic<std::size_t> free_;
};

/** One of them, given back at its end. */
class TakenPlace {
public:
    explicit TakenPlace(std::shared_ptr<Places> places) noexcept : places_{std::move(places)} {}
    TakenPlace(TakenPlace&&) noexcept = default;
    ~TakenPlace() {
        if (places_ != nullptr) places_->give_back();
    }

private:
    std::shared_ptr<Places> places_;
};

class ConcurrencyLimit final : public Middleware {
public:
    ConcurrencyLimit(std::size_t most, std::chrono::seconds retry_after)
        : places_{std::make_shared<Places>(most)}, retry_after_{retry_after} {
        if (most == 0) mistakes_.emplace_back("it lets nobody in: say how many");
        if (retry_after.count() < 0) mistakes_.emplace_back("it tells clients to come again in the past");
    }

    std::optional<Response> enter(Request&) override {
        if (!places_->take()) throw ServiceUnavailable{retry_after_};
        return std::nullopt;
    }

    void leave(const Request&, Response& response) override {
        TakenPlace place{places_};   // given back here, or where the stream ends
        if (!response.is_streamed()) return;
        response.set_source(std::make_unique<detail::LastingSource<TakenPlace>>(response.take_source(), std::move(place)));
    }

    std::string name() const override { return "concurrency limit"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }
    void describe(const DescribedOperation&, DeclaredResponses& responses) const override { responses.unavailable(); }

private:
    std::shared_ptr<Places> places_;
    std::chrono::seconds retry_after_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> concurrency_limit(std::size_t most, std::chrono::seconds retry_after) {
    return std::make_shared<ConcurrencyLimit>(most, retry_after);
}

}  // namespace serval
