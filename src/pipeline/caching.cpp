#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <serval/caching/cache.hpp>
#include <serval/http/query.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

void append_part(std::string& key, std::string_view part) {
    // Lengths keep parts apart, so that no two requests can write the same key.
    key.append(std::to_string(part.size())).append(":").append(part);
}

/** Who shares an answer. */
void append_sharer(std::string& key, const Request& request, Vary vary) {
    const User* const user = vary == Vary::by_nothing ? nullptr : user_of(request);
    if (user != nullptr) append_part(key.append("u"), user->id);
    else if (vary == Vary::by_address) append_part(key.append("a"), request.connection().remote_address);
    else key.append("s");
}

/** The query with its parameters in order, so that the order in which a client writes them does not count. */
void append_query(std::string& key, const Request& request) {
    const auto query = QueryParameters::parse(request.query_string());
    if (!query) return append_part(key, request.query_string());
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i < query->size(); ++i) {
        std::string pair;
        append_part(pair, query->at(i).name);
        append_part(pair, query->at(i).value);
        pairs.push_back(std::move(pair));
    }
    std::stable_sort(pairs.begin(), pairs.end());
    for (const std::string& pair : pairs) key += pair;
}

/** Answers from the cache after input validation, and fills it on the way back. */
class CacheStage final : public Stage {
public:
    CacheStage(const CachePolicy& policy, std::shared_ptr<ResponseCache> cache)
        : Stage{Wraps::yes}, policy_{policy}, cache_{std::move(cache)} {}

    Flow enter(Run& run) const override {
        run.cache_key = key_of(run.request());
        return run.await(cache_->find(run.cache_key, run.pipeline().now())) ? look(run) : Flow::waits;
    }

    Flow leave(Run& run) const override {
        if (!is_worth_keeping(run.response())) return Flow::proceed;
        const auto now = run.pipeline().now();
        StoredResponse stored{run.response().status(), run.response().headers(), run.response().body()};
        return run.await(cache_->store(run.cache_key, std::move(stored), now + policy_.ttl, now)) ? stored_in(run) : Flow::waits;
    }

    Flow resume(Run& run) const override { return run.is_going_in() ? look(run) : stored_in(run); }

    std::string describe() const override { return "cache " + std::to_string(policy_.ttl.count()) + "s"; }

private:
    std::string key_of(const Request& request) const {
        std::string key;
        append_sharer(key, request, policy_.vary.value_or(Vary::by_user));
        append_part(key, request.path());
        append_query(key, request);
        return key;
    }

    static bool is_worth_keeping(const Response& response) {
        return response.status() == Status::ok && !response.is_streamed() && !response.headers().contains("Set-Cookie");
    }

    static Flow look(Run& run) {
        const auto found = run.result<std::shared_ptr<const StoredResponse>>();
        if (found == nullptr) return Flow::proceed;
        run.response().set_status(found->status);
        run.response().headers() = found->headers;
        run.response().body() = found->body;
        return Flow::answered;
    }

    static Flow stored_in(Run& run) {
        run.result<void>();
        return Flow::proceed;
    }

    CachePolicy policy_;
    std::shared_ptr<ResponseCache> cache_;
};

}  // namespace

void look_up_cache(Stages& stages, const Endpoint& endpoint, const CachePolicy& policy, std::shared_ptr<ResponseCache> cache) {
    if (policy.ttl.count() > 0 && endpoint.method == Method::get) {
        stages.push_back(std::make_unique<CacheStage>(policy, std::move(cache)));
    }
}

}  // namespace serval
