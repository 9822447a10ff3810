#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/http/headers.hpp>
#include <serval/http/status.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** A response as a cache keeps it. */
struct StoredResponse {
    Status status = Status::ok;
    Headers headers;
    std::string body;
};

/** What answers are shared by. A known user has answers of their own in every case. */
enum class Vary : std::uint8_t {
    by_user,      // all whom nobody knows share one answer
    by_address,   // each address has its own
    by_nothing,   // users too share one answer: only for what is the same for all
};

namespace vary {
inline constexpr Vary by_user = Vary::by_user;
inline constexpr Vary by_address = Vary::by_address;
inline constexpr Vary by_nothing = Vary::by_nothing;
}  // namespace vary

/** Where responses are remembered.

    Looked up after input validation, so that a wrong request never meets an answer, and filled on the way back.
    Thread-safe.
*/
class ResponseCache {
public:
    using Time = std::chrono::system_clock::time_point;

    virtual ~ResponseCache() = default;

    /** The answer kept under `key` that is still fresh at `now`. */
    [[nodiscard]] virtual Task<std::shared_ptr<const StoredResponse>> find(std::string_view key, Time now) = 0;
    /** Keep `response` under `key` until `expires`. */
    [[nodiscard]] virtual Task<void> store(std::string_view key, StoredResponse response, Time expires, Time now) = 0;
};

/** Responses in this process's memory: sharded, and bounded by `max_bytes`, beyond which the oldest go. */
[[nodiscard]] std::shared_ptr<ResponseCache> memory_response_cache(std::size_t max_bytes = 64 * 1024 * 1024);

}  // namespace serval
