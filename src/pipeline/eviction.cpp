#include <string>
#include <utility>
#include <vector>

#include <serval/caching/cache.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/shielded.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"
#include "store/store_outage.hpp"

namespace serval {
namespace {

/** Evicts what a request has changed, before its answer leaves: who has the answer, finds nothing older. */
class EvictionStage final : public Stage {
public:
    EvictionStage(std::vector<std::string> tags, std::shared_ptr<ResponseCache> cache, StoreOutage& outage)
        : Stage{Wraps::yes}, tags_{std::move(tags)}, cache_{std::move(cache)}, outage_{outage} {}

    Flow enter(Run&) const override { return Flow::proceed; }

    Flow leave(Run& run) const override {
        if (is_client_error(run.response().status()) || is_server_error(run.response().status())) return Flow::proceed;
        return run.await(evict()) ? evicted(run) : Flow::waits;
    }

    Flow resume(Run& run) const override { return evicted(run); }

    std::string describe() const override {
        std::string text = "evict";
        for (const std::string& tag : tags_) text += " " + tag;
        return text;
    }

private:
    /** Also when the client is gone: what it has changed stays changed. */
    [[nodiscard]] Task<void> evict() const {
        for (const std::string& tag : tags_) co_await shielded(cache_->evict(tag));
    }

    /** Where the store fails, nothing can be read from the cache either. */
    Flow evicted(Run& run) const {
        outage_.attempt([&] { run.result<void>(); });
        return Flow::proceed;
    }

    std::vector<std::string> tags_;
    std::shared_ptr<ResponseCache> cache_;
    StoreOutage& outage_;
};

}  // namespace

void evict_from_cache(Stages& stages, const Endpoint& endpoint, std::vector<std::string> tags, std::shared_ptr<ResponseCache> cache,
                      StoreOutage& outage) {
    if (tags.empty() || only_reads(endpoint)) return;
    stages.push_back(std::make_unique<EvictionStage>(std::move(tags), std::move(cache), outage));
}

}  // namespace serval
