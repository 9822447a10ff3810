#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <serval/caching/cache.hpp>
#include <serval/store/shared_store.hpp>

#include "caching/cache_directives.hpp"
#include "caching/flights.hpp"
#include "pipeline/cache_key.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"
#include "store/store_outage.hpp"

namespace serval {
namespace {

/** Answers from the cache after input validation, and fills it on the way back. Of several requests for an answer that is not there,
    one goes on to make it and the others wait for that. Where the store fails, each goes on by itself.
*/
class CacheStage final : public Stage {
public:
    CacheStage(const Endpoint& endpoint, CachePolicy policy, std::shared_ptr<ResponseCache> cache, StoreOutage& outage)
        : Stage{Wraps::yes}, key_{endpoint, policy}, policy_{std::move(policy)}, cache_{std::move(cache)}, outage_{outage} {}

    Flow enter(Run& run) const override {
        CacheVisit& visit = run.cache_visit;
        visit.step = CacheVisit::Step::looking;
        visit.fills = may_fill(run.request());
        visit.seat = {};
        key_.write(run.request(), visit.key);
        return unless_store_fails(run, [&] { return run.await(look(run)) ? hear(run) : Flow::waits; });
    }

    Flow leave(Run& run) const override {
        key_.add_vary_to(run.response().headers());
        CacheVisit& visit = run.cache_visit;
        const auto time = visit.fills ? time_to_keep(run) : std::chrono::seconds{0};
        if (time.count() <= 0) return visit.seat.land(), Flow::proceed;
        const auto now = run.pipeline().now();
        const auto answer = std::make_shared<const StoredResponse>(to_be_stored(run.response(), now));
        visit.seat.bring(answer);
        return unless_store_fails(run, [&] {
            return run.await(cache_->store(visit.key, policy_.tags, visit.stamp, answer, now + time, now)) ? stored(run) : Flow::waits;
        });
    }

    Flow resume(Run& run) const override {
        return unless_store_fails(run, [&] {
            if (!run.is_going_in()) return stored(run);
            return run.cache_visit.step == CacheVisit::Step::looking ? hear(run) : hear_others(run);
        });
    }

    std::string describe() const override {
        std::string text = "cache " + std::to_string(policy_.ttl.count()) + "s";
        for (const std::string& field : policy_.fields) text += " by " + field;
        for (const std::string& tag : policy_.tags) text += " tagged " + tag;
        return text;
    }

private:
    using Answer = Flight::Answer;

    /** HEAD takes what was kept for GET and leaves nothing: its handler may have spared itself the content. What a client wants
        nobody to store is not stored; that it wants nothing stored used (no-cache) is advice (RFC 9111 §5.2.1) that would have any client
        switch the cache off.
    */
    static bool may_fill(const Request& request) {
        return request.method() == Method::get && !CacheDirectives::read(request.headers()).no_store;
    }

    [[nodiscard]] Task<CacheLookup> look(Run& run) const {
        return cache_->find(run.cache_visit.key, policy_.tags, run.pipeline().now());
    }

    Flow hear(Run& run) const {
        CacheVisit& visit = run.cache_visit;
        CacheLookup found = run.result<CacheLookup>();
        outage_.worked();
        if (found.response != nullptr) return answer_with(run, *found.response);
        if (!visit.fills) return Flow::proceed;
        visit.stamp = std::move(found.stamp);
        visit.step = CacheVisit::Step::joining;
        return run.await(join(run)) ? hear_others(run) : Flow::waits;
    }

    /** What another request makes, or has made by now; null where this one has to. The stamp is a part of what is joined, so that nobody
        who asks after an eviction is given what was begun before it.
    */
    [[nodiscard]] Task<Answer> join(Run& run) const {
        CacheVisit& visit = run.cache_visit;
        visit.seat = flights_->join(visit.key + visit.stamp);
        if (!visit.seat.leads()) co_return co_await visit.seat.flight().landing(policy_.wait);
        // Whoever led until a moment ago has stored it since this one looked.
        CacheLookup again = co_await look(run);
        visit.stamp = std::move(again.stamp);
        co_return std::move(again.response);
    }

    Flow hear_others(Run& run) const {
        const Answer answer = run.result<Answer>();
        if (answer == nullptr) return Flow::proceed;
        run.cache_visit.seat.bring(answer);
        run.cache_visit.seat.land();
        return answer_with(run, *answer);
    }

    static Flow answer_with(Run& run, const StoredResponse& stored) {
        const auto age = std::chrono::floor<std::chrono::seconds>(run.pipeline().now() - stored.made);
        run.response().set_status(stored.status);
        run.response().headers() = stored.headers;
        run.response().headers().set("Age", std::to_string(std::max<std::int64_t>(age.count(), 0)));
        run.response().body() = stored.body;
        return Flow::answered;
    }

    /** For how long the answer is kept; 0 when it is not worth it, or not everybody's to keep. */
    [[nodiscard]] std::chrono::seconds time_to_keep(Run& run) const {
        constexpr std::chrono::seconds not_at_all{0};
        const Response& response = run.response();
        if (response.status() != Status::ok || response.is_streamed() || response.headers().contains("Set-Cookie")) return not_at_all;
        if (!key_.covers_vary_of(response.headers())) return not_at_all;
        const CacheDirectives said = CacheDirectives::read(response.headers());
        const bool is_shared = !key_.is_of_user(run.request());
        if (said.no_store || said.no_cache || (said.is_private && is_shared)) return not_at_all;
        const auto& fresh = is_shared && said.s_maxage.has_value() ? said.s_maxage : said.max_age;
        return std::min(policy_.ttl, fresh.value_or(policy_.ttl));
    }

    static StoredResponse to_be_stored(const Response& response, ResponseCache::Time now) {
        return {response.status(), response.headers(), response.body(), now};
    }

    Flow stored(Run& run) const {
        const Flights::Seat seat = std::move(run.cache_visit.seat);   // lands in any case, and not before it is stored
        run.result<void>();
        outage_.worked();
        return Flow::proceed;
    }

    template <class Act>
    Flow unless_store_fails(Run& run, Act act) const {
        try {
            return act();
        } catch (const StoreError& error) {
            outage_.failed(error);
            run.cache_visit.fills = false;
            run.cache_visit.seat.land();
            return Flow::proceed;
        }
    }

    CacheKey key_;
    CachePolicy policy_;
    std::shared_ptr<ResponseCache> cache_;
    StoreOutage& outage_;
    std::unique_ptr<Flights> flights_ = std::make_unique<Flights>();
};

}  // namespace

void look_up_cache(Stages& stages, const Endpoint& endpoint, CachePolicy policy, std::shared_ptr<ResponseCache> cache, StoreOutage& outage) {
    if (policy.ttl.count() > 0 && endpoint.method == Method::get) {
        stages.push_back(std::make_unique<CacheStage>(endpoint, std::move(policy), std::move(cache), outage));
    }
}

}  // namespace serval
