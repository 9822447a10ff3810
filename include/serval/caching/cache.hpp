#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <serval/http/headers.hpp>
#include <serval/http/status.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** A response as a cache keeps it. */
struct StoredResponse {
    Status status = Status::ok;
    Headers headers{};
    std::string body{};
    std::chrono::system_clock::time_point made{};   // from when on its `Age` counts
};

/** What a cache says of a key. */
struct CacheLookup {
    std::shared_ptr<const StoredResponse> response{};   // null when there is none that is fresh
    std::string stamp{};                                // as the tags stand; `store` is told it. The cache's own affair
};

/** Where responses are remembered.

    Looked up after input validation, so that a wrong request never meets an answer, and filled on the way back. The pipeline does both;
    handlers ask for it, as `Inject<ResponseCache>`, to evict what they have changed.

    An answer has tags, of which whoever looks it up names the same. What was made before one of them was evicted is never found after
    `evict` has ended, also when it is stored later: `store` names the stamp of the look-up that came before the answer was made.

    Operations fail with `StoreError`, and with nothing else; requests are then answered without the cache. What is handed over by
    reference must last until the task has ended. Thread-safe.
*/
class ResponseCache {
public:
    using Time = std::chrono::system_clock::time_point;

    virtual ~ResponseCache() = default;

    /** The answer kept under `key` that is still fresh at `now`. */
    [[nodiscard]] virtual Task<CacheLookup> find(std::string_view key, std::span<const std::string> tags, Time now) = 0;
    /** Keep `response` under `key` until `expires`, unless one of `tags` was evicted since the look-up that gave `stamp`. */
    [[nodiscard]] virtual Task<void> store(std::string_view key, std::span<const std::string> tags, std::string_view stamp,
                                           std::shared_ptr<const StoredResponse> response, Time expires, Time now) = 0;
    /** Forget every answer that has the tag `tag`: `co_await cache->evict("books");` in a coroutine, `sync_wait(cache->evict("books"));` in a
        handler that is `.blocking()`. Others say `.evicts("books")` at their route.
    */
    [[nodiscard]] virtual Task<void> evict(std::string_view tag) = 0;
};

/** Responses in this process's memory: sharded, and bounded by `max_bytes`, beyond which those used least recently go. */
[[nodiscard]] std::shared_ptr<ResponseCache> memory_response_cache(std::size_t max_bytes = 64 * 1024 * 1024);

}  // namespace serval
