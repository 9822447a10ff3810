#pragma once

#include <string>
#include <string_view>

#include <serval/redis.hpp>

#include "redis/allowances.hpp"
#include "redis/connections.hpp"
#include "unit/store/tested_store.hpp"

namespace serval::test {

/** The Redis that the tests of this program share. Ends with the program. */
[[nodiscard]] const class RedisServer& shared_redis();

/** How it is asked. */
[[nodiscard]] RedisOptions shared_redis_options();

/** Have the shared Redis do a command, by text. */
redis::Reply command(redis::Connections& connections, std::initializer_list<std::string_view> words);

/** A store in Redis that takes allowances by another script than its own. */
class ScriptedStore final : public SharedStore {
public:
    explicit ScriptedStore(std::string script);

    [[nodiscard]] redis::Connections& connections() noexcept { return connections_; }

    Task<std::optional<std::string>> get(std::string_view key) override { return values_.get(key); }
    Task<void> set(std::string_view key, std::string value, Duration ttl) override { return values_.set(key, std::move(value), ttl); }
    Task<bool> add(std::string_view key, std::string value, Duration ttl) override { return values_.add(key, std::move(value), ttl); }
    Task<bool> erase(std::string_view key) override { return values_.erase(key); }
    Task<std::int64_t> increment(std::string_view key, std::int64_t by, Duration ttl) override { return values_.increment(key, by, ttl); }
    Task<bool> take(std::span<AllowanceClaim> claims, Taking taking) override { return allowances_.take(claims, taking); }
    Task<void> publish(std::string_view channel, std::string message) override { return values_.publish(channel, std::move(message)); }
    Subscription subscribe(std::string channel, ChannelReceiver receiver) override { return values_.subscribe(std::move(channel), std::move(receiver)); }

private:
    RedisStore values_;
    redis::Connections connections_;
    std::string script_;
    redis::Allowances allowances_;
};

/** A store in Redis whose time the test tells: the script of allowances reads the time from a key of Redis', where it stands still,
    and values are brought nearer to their end. Empty when it is made.
*/
class TestedRedisStore final : public TestedStore {
public:
    TestedRedisStore();

    SharedStore& shared() override { return store_; }
    void advance(std::chrono::nanoseconds time) override;
    /** What is kept for the allowance `key`, in octets; 0 when nothing is. */
    [[nodiscard]] std::int64_t octets_of(std::string_view key);

private:
    void tell_time();

    ScriptedStore store_;
    std::chrono::microseconds now_{std::chrono::days{20'000}};
};

}  // namespace serval::test
