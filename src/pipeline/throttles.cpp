#include <utility>

#include <serval/problem/http_error.hpp>
#include <serval/store/shared_store.hpp>

#include "pipeline/levels.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"
#include "store/store_outage.hpp"
#include "throttling/rate_limit_fields.hpp"

namespace serval {
namespace {

/** A throttle at its post. */
struct Duty {
    ThrottlePtr throttle;
    std::string key_prefix;    // keeps what it counts apart from what others count, in every process that serves the app
    std::string policy_name;   // in the RateLimit fields
};

std::vector<Duty> duties_of(const Levels& levels) {
    std::vector<Duty> duties;
    for (ThrottlePtr& throttle : levels.resolve(&Policies::throttles)) {
        std::string prefix = "throttle|" + levels.scope_of(throttle) + "|" + throttle->name() + "|";
        std::string name = RateLimitFields::policy_name(throttle->name());
        duties.push_back({std::move(throttle), std::move(prefix), std::move(name)});
    }
    return duties;
}

/** Asks every throttle what the request counts against, and has the store decide on all of it at once: whoever is refused is
    counted nowhere and told the longest wait (PIPE-10).
*/
class ThrottleStage final : public Stage {
public:
    ThrottleStage(std::vector<Duty> duties, SharedStore& store, StoreOutage& outage, bool tells)
        : Stage{tells ? Wraps::yes : Wraps::no}, duties_{std::move(duties)}, store_{store}, outage_{outage}, tells_{tells} {}

    Flow enter(Run& run) const override {
        charge(run);
        const Taking taking = run.charges.is_refused() ? Taking::nothing : Taking::all_or_nothing;
        if (run.charges.claims().empty()) return conclude(run);
        try {
            return run.await(store_.take(run.charges.claims(), taking)) ? hear(run) : Flow::waits;
        } catch (const StoreError& error) {
            return go_without(run, error);
        }
    }

    Flow resume(Run& run) const override { return hear(run); }

    Flow leave(Run& run) const override {
        tell(run, run.response().headers());
        return Flow::proceed;
    }

    std::string describe() const override {
        std::string text = "throttle";
        for (const Duty& duty : duties_) text += " " + duty.throttle->name();
        return text;
    }

private:
    void charge(Run& run) const {
        run.charges.clear();
        for (std::size_t i = 0; i < duties_.size(); ++i) {
            run.charges.begin(i, duties_[i].key_prefix, duties_[i].throttle->fails_open());
            duties_[i].throttle->charge(run.request(), run.charges);
        }
    }

    Flow hear(Run& run) const {
        try {
            (void)run.result<bool>();
        } catch (const StoreError& error) {
            return go_without(run, error);
        }
        outage_.worked();
        return conclude(run);
    }

    Flow conclude(Run& run) const {
        const auto wait = run.charges.longest_wait();
        if (!wait.has_value()) return Flow::proceed;
        TooManyRequests refusal{*wait};
        if (tells_) tell(run, refusal.problem().headers);
        throw refusal;
    }

    Flow go_without(Run& run, const StoreError& error) const {
        outage_.failed(error);
        const bool needs_store = run.charges.needs_store();
        run.charges.forget_claims();   // nobody knows how they stand
        if (run.charges.is_refused()) return conclude(run);
        if (needs_store) throw ServiceUnavailable{};
        return Flow::proceed;
    }

    void tell(Run& run, Headers& headers) const {
        RateLimitFields fields;
        for (std::size_t i = 0; i < run.charges.claims().size(); ++i) {
            fields.add(duties_[run.charges.source(i)].policy_name, run.charges.claims()[i]);
        }
        fields.put_into(headers);
    }

    std::vector<Duty> duties_;
    SharedStore& store_;
    StoreOutage& outage_;
    bool tells_;
};

}  // namespace

void apply_throttles(Stages& stages, const Levels& levels, SharedStore& store, StoreOutage& outage) {
    std::vector<Duty> duties = duties_of(levels);
    if (duties.empty()) return;
    const bool tells = levels.nearest(&Policies::rate_limit_fields).value_or(false);
    stages.push_back(std::make_unique<ThrottleStage>(std::move(duties), store, outage, tells));
}

}  // namespace serval
