#include <algorithm>
#include <utility>

#include <serval/problem/http_error.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Asks every throttle, also after one has refused, and tells the longest wait (PIPE-10). */
class ThrottleStage final : public AskingStage<std::optional<std::chrono::seconds>> {
public:
    explicit ThrottleStage(std::vector<ThrottlePtr> throttles) : throttles_{std::move(throttles)} {}

    std::string describe() const override {
        std::string text = "throttle";
        for (const ThrottlePtr& throttle : throttles_) text += " " + throttle->name();
        return text;
    }

private:
    std::size_t count() const noexcept override { return throttles_.size(); }
    Task<std::optional<std::chrono::seconds>> question(Run& run, std::size_t index) const override {
        if (index == 0) run.longest_wait.reset();
        return throttles_[index]->admit(run.request(), run.pipeline().now());
    }
    bool settles(Run& run, std::size_t, std::optional<std::chrono::seconds> wait) const override {
        run.longest_wait = std::max(run.longest_wait, wait);
        return false;
    }
    Flow conclude(Run& run) const override {
        if (run.longest_wait.has_value()) throw TooManyRequests{*run.longest_wait};
        return Flow::proceed;
    }

    std::vector<ThrottlePtr> throttles_;
};

}  // namespace

void apply_throttles(Stages& stages, std::vector<ThrottlePtr> throttles) {
    if (!throttles.empty()) stages.push_back(std::make_unique<ThrottleStage>(std::move(throttles)));
}

}  // namespace serval
