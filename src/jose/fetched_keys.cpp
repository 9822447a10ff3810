#include <serval/jose/fetched_keys.hpp>

#include <cstdint>
#include <mutex>
#include <vector>

#include <serval/tasks/pause.hpp>
#include <serval/tasks/shielded.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval {
namespace {

using Instant = std::chrono::system_clock::time_point;

std::string text_of_failure(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "an exception that is no std::exception";
    }
}

}  // namespace

/** What is known of the keys. All of its members but the first two are guarded by the mutex. */
struct FetchedKeys::State {
    State(FetchTask fetch_, FetchedKeysOptions options_) : fetch{std::move(fetch_)}, options{std::move(options_)} {}

    /** The keys, where nothing speaks for newer ones; null otherwise. */
    [[nodiscard]] JwsKeysPtr settled(const JwsKeysPtr& unfit) {
        const std::lock_guard lock{mutex};
        return is_wanted(unfit) && (is_fetching || may_fetch()) ? nullptr : known_keys();
    }

    enum class Step : std::uint8_t { use, wait, fetch };

    /** What one who wants newer keys is to do. Whoever waits is told by `pause` when there is an answer. */
    [[nodiscard]] Step next_step(const JwsKeysPtr& unfit, detail::Pause& pause) {
        const std::lock_guard lock{mutex};
        if (!is_wanted(unfit)) return Step::use;
        if (is_fetching) return waiting.push_back(&pause), Step::wait;
        if (!may_fetch()) return Step::use;
        is_fetching = true;
        asked = options.clock->now();
        return Step::fetch;
    }

    void finish(JwsKeysPtr fetched, const std::exception_ptr& failure) {
        if (failure != nullptr) options.log.warning("keys to verify tokens with could not be fetched", {{"error", text_of_failure(failure)}});
        std::vector<detail::Pause*> told;
        {
            const std::lock_guard lock{mutex};
            is_fetching = false;
            if (fetched != nullptr) keys = std::move(fetched), got = *asked;
            told.swap(waiting);
        }
        for (detail::Pause* const pause : told) pause->end_at_home();
    }

    [[nodiscard]] JwsKeysPtr known() {
        const std::lock_guard lock{mutex};
        return known_keys();
    }

    /** Fetch the set, whoever goes away meanwhile: others wait for it too. */
    [[nodiscard]] static Task<void> fetch_keys(std::shared_ptr<State> state) {
        JwsKeysPtr fetched;
        std::exception_ptr failure;
        try {
            Task<std::string> fetching = shielded(state->fetch());
            const std::string text = co_await fetching;
            fetched = std::make_shared<const JwsKeySet>(JwsKeySet::from_json(text, state->options.algorithm));
        } catch (...) {
            failure = std::current_exception();
        }
        state->finish(std::move(fetched), failure);
    }

    [[nodiscard]] static Task<JwsKeysPtr> newer_keys(std::shared_ptr<State> state, JwsKeysPtr unfit) {
        detail::Chain& chain = co_await detail::this_chain();
        detail::Pause pause(chain);
        Task<void> fetching = fetch_keys(state);   // made before others wait for it: there may be no memory for it
        const Step step = state->next_step(unfit, pause);
        if (step == Step::wait) co_await pause.ended();
        if (step == Step::fetch) co_await fetching;
        co_return state->known();
    }

    const FetchTask fetch;
    const FetchedKeysOptions options;
    std::mutex mutex;
    JwsKeysPtr keys{};
    std::optional<Instant> asked{};
    Instant got{};
    bool is_fetching = false;
    std::vector<detail::Pause*> waiting{};

private:
    [[nodiscard]] std::chrono::nanoseconds age() const { return options.clock->now() - got; }
    [[nodiscard]] bool is_wanted(const JwsKeysPtr& unfit) const { return keys == nullptr || unfit == keys || age() >= options.fresh; }
    [[nodiscard]] bool may_fetch() const { return !asked.has_value() || options.clock->now() - *asked >= options.pause; }

    [[nodiscard]] JwsKeysPtr known_keys() const {
        if (keys != nullptr && age() < options.usable) return keys;
        throw JwsKeysUnavailable{"there are no keys to verify tokens with: they could not be fetched"};
    }
};

FetchedKeys::FetchedKeys(FetchTask fetch, FetchedKeysOptions options, Erased) {
    if (options.clock == nullptr) throw std::invalid_argument{"keys that are kept for a time need a clock"};
    if (options.usable < options.fresh) throw std::invalid_argument{"keys are usable for at least as long as they are fresh"};
    state_ = std::make_shared<State>(std::move(fetch), std::move(options));
}

FetchedKeys::~FetchedKeys() = default;

Task<JwsKeysPtr> FetchedKeys::keys(JwsKeysPtr unfit) {
    if (auto settled = state_->settled(unfit)) return Task<JwsKeysPtr>::ready(std::move(settled));
    return State::newer_keys(state_, std::move(unfit));
}

}  // namespace serval
