#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <serval/detail/shared_function.hpp>
#include <serval/jose/jws_key_source.hpp>
#include <serval/logging/log.hpp>
#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/time_source.hpp>

namespace serval {

struct FetchedKeysOptions {
    std::chrono::seconds fresh{10 * 60};      // how old a set grows before it is fetched anew
    std::chrono::seconds usable{60 * 60};     // how old it may be used while it cannot be fetched
    std::chrono::seconds pause{30};           // between two fetches at least, whatever tokens come
    std::optional<JwsAlgorithm> algorithm{};  // of keys that do not say what they are for
    Log log{};                                // told when keys cannot be fetched
    std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>();
};

/** Keys that an issuer shows as a set in JSON (RFC 7517 §5), fetched by a function of the app's and kept for a time.

    @code
    auto keys = std::make_shared<FetchedKeys>([] { return download("https://login.example/.well-known/jwks.json"); });
    app.authenticate(JwtAuth{JwtVerifier{keys, {.issuers = {"https://login.example"}, .audiences = {"shop"}}}});
    @endcode
    A token whose key is not among them has them fetched anew, since the issuer may have changed its keys: once for all who wait, and not
    again before the pause is over. So tokens with keys that nobody knows cause no more than one fetch in each pause.
    When fetching fails, the old set is used for as long as it is usable.
*/
class FetchedKeys final : public JwsKeySource {
public:
    /** @param fetch  Gives the set's JSON text: a `std::string`, and then it is called on the worker pool, or a `Task` of one. It throws what it
                      likes when there is none, and is called once at a time. It gives up in time: requests wait for as long as it takes.
        @throws std::invalid_argument when the options have no clock, or keys that are usable for less long than they are fresh.
    */
    template <class Fetch>
    explicit FetchedKeys(Fetch fetch, FetchedKeysOptions options = {}) : FetchedKeys{by_task(std::move(fetch)), std::move(options), Erased{}} {}
    ~FetchedKeys() override;

    Task<JwsKeysPtr> keys(JwsKeysPtr unfit = nullptr) override;

private:
    using FetchTask = SharedFunction<Task<std::string>()>;
    struct Erased {};
    struct State;

    FetchedKeys(FetchTask fetch, FetchedKeysOptions options, Erased);

    template <class Fetch>
    static FetchTask by_task(Fetch fetch) {
        using Fetched = std::invoke_result_t<const Fetch&>;
        static_assert(std::is_same_v<Fetched, Task<std::string>> || std::is_convertible_v<Fetched, std::string>,
                      "What fetches keys takes nothing and returns the text of a set, or a Task<std::string> of it.");
        if constexpr (std::is_same_v<Fetched, Task<std::string>>) {
            return fetch;
        } else {
            return [fetch = std::move(fetch)]() -> Task<std::string> { return on_worker([&fetch] { return std::string{fetch()}; }); };
        }
    }

    std::shared_ptr<State> state_;
};

}  // namespace serval
