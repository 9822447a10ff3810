#include <string>
#include <utility>

#include <serval/caching/cache_control.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Says what caches may do with answers that do not say it themselves; inside of the server's own cache, which keeps to it. */
class CacheControlStage final : public Stage {
public:
    explicit CacheControlStage(std::string value) : Stage{Wraps::yes}, value_{std::move(value)} {}

    Flow enter(Run&) const override { return Flow::proceed; }
    Flow leave(Run& run) const override {
        Response& response = run.response();
        const bool fails = is_client_error(response.status()) || is_server_error(response.status());
        if (!fails && !response.headers().contains("Cache-Control")) response.set_header("Cache-Control", value_);
        return Flow::proceed;
    }
    std::string describe() const override { return "cache-control " + value_; }

private:
    std::string value_;
};

}  // namespace

void say_cache_control(Stages& stages, const CacheControl& control) {
    if (std::string value = control.text(); !value.empty()) stages.push_back(std::make_unique<CacheControlStage>(std::move(value)));
}

}  // namespace serval
