#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <serval/logging/log.hpp>
#include <serval/store/shared_store.hpp>

namespace serval {

/** Whom to trust, and who one is, where Redis is reached by `rediss://`. Each is PEM text or the path of a file of it. */
struct RedisTls {
    std::string authorities{};   // whose certificates are believed; the system's when empty
    std::string certificate{};   // one's own, where Redis asks for it
    std::string key{};           // of that certificate
};

/** How a `RedisStore` reaches Redis, and what it calls its keys. */
struct RedisOptions {
    /** `redis://[[user]:password@]host[:port][/database]`, `rediss://…` for the same by TLS,
        or `unix://[[user]:password@]/path[?db=database]`. What has a meaning in URLs is percent-encoded.
    */
    std::string url = "redis://127.0.0.1:6379";
    std::string prefix = "serval:";                // of every key: what shares a database and nothing else differs in it
    std::chrono::milliseconds time_limit{1'000};   // for an answer, and for a connection to be made
    std::size_t connections = 0;                   // each with a thread of its own; 0: as many as there are cores
    std::size_t most_waiting = 10'000;             // questions on a connection; whatever comes beyond them fails at once
    RedisTls tls{};
    Log log{};                                     // told when Redis goes, and when it is back
};

/** Keeps everything in Redis 7 or newer, for all processes that ask the same one.

    Each operation is one command or one script of Redis', and atomic by that. The time is Redis' own, so that machines whose clocks
    differ count alike; allowances are counted to the microsecond. One server holds all keys: a cluster is not spoken to.

    Questions of a thread go by one connection, in order, without waiting for the answers to earlier ones; by another where that one is lost. While Redis is away every
    question fails at once; connecting is tried again and again, at first soon, then every two seconds. A question that was on its way when
    a connection was lost fails too, and may have been answered: it is never asked twice. Cancellation is heard, and what was asked
    may then be done all the same. Tasks of any loop may ask, and `sync_wait`.

    Channels are heard by one more connection with a thread of its own, from the first subscription on. It is made anew whenever it is lost, or
    nothing comes of it for two time limits, and hears them again; receivers are told of the time between. What a receiver throws,
    the log tells. Redis' channels belong to no database: those of different APIs differ by the prefix.

    Made, it connects; it is away until it can. Thread-safe.
*/
class RedisStore final : public SharedStore {
public:
    /** @throws std::invalid_argument when the options are wrong, and std::runtime_error when a PEM text or file is. */
    explicit RedisStore(RedisOptions options = {});
    /** What is asked still fails. Not called from a receiver. */
    ~RedisStore() override;

    Task<std::optional<std::string>> get(std::string_view key) override;
    Task<void> set(std::string_view key, std::string value, Duration ttl) override;
    Task<bool> add(std::string_view key, std::string value, Duration ttl) override;
    Task<bool> erase(std::string_view key) override;
    Task<std::int64_t> increment(std::string_view key, std::int64_t by, Duration ttl) override;
    Task<bool> take(std::span<AllowanceClaim> claims, Taking taking = Taking::all_or_nothing) override;
    Task<void> publish(std::string_view channel, std::string message) override;
    Subscription subscribe(std::string channel, ChannelReceiver receiver) override;

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace serval
