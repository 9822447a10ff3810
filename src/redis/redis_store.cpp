#include <serval/redis/redis_store.hpp>

#include <array>
#include <charconv>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "redis/allowances.hpp"
#include "redis/command.hpp"
#include "redis/connections.hpp"
#include "redis/script.hpp"
#include "redis/subscriber.hpp"

namespace serval {
namespace {

using Duration = SharedStore::Duration;

// The sum is read as text: Lua has no whole numbers above 2^53.
constexpr std::string_view increment_script = R"lua(
local is_new = redis.call('EXISTS', KEYS[1]) == 0
redis.call('INCRBY', KEYS[1], ARGV[1])
local sum = redis.call('GET', KEYS[1])
if is_new and ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return sum
)lua";

/** What would last longer than a clock can tell lasts for ever, as in memory. */
bool is_for_ever(Duration ttl) { return ttl >= std::chrono::floor<Duration>(SharedStore::Time::max().time_since_epoch()); }
bool is_over(Duration ttl) { return ttl <= Duration::zero(); }

std::string octets_of(Duration ttl) { return fmt::format("{}", ttl.count()); }

std::int64_t to_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) return number;
    throw StoreError{"Redis gave a number that is none"};
}

std::string set_command(std::string_view key, std::string_view value, Duration ttl) {
    if (is_over(ttl)) return redis::format_command({"DEL", key});   // what was there is gone, too
    if (is_for_ever(ttl)) return redis::format_command({"SET", key, value});
    return redis::format_command({"SET", key, value, "PX", octets_of(ttl)});
}

std::string add_command(std::string_view key, std::string_view value, Duration ttl) {
    if (is_for_ever(ttl)) return redis::format_command({"SET", key, value, "NX"});
    return redis::format_command({"SET", key, value, "NX", "PX", octets_of(ttl)});
}

}  // namespace

class RedisStore::State {
public:
    explicit State(const RedisOptions& options)
        : connections{options}, allowances{connections, options.prefix + "allowance:"}, prefix_{options.prefix}, log_{options.log} {}

    [[nodiscard]] std::string key_of_value(std::string_view key) const { return prefix_ + "value:" + std::string{key}; }
    [[nodiscard]] std::string name_of_channel(std::string_view channel) const { return prefix_ + "channel:" + std::string{channel}; }

    /** Made when somebody wants to hear something first. */
    [[nodiscard]] redis::Subscriber& subscriber() {
        std::call_once(is_heard_, [this] { subscriber_.emplace(connections.share(), log_); });
        return *subscriber_;
    }

    redis::Connections connections;
    redis::Allowances allowances;
    redis::Script increment{increment_script};

private:
    std::string prefix_;
    Log log_;
    std::once_flag is_heard_;
    std::optional<redis::Subscriber> subscriber_;
};

RedisStore::RedisStore(RedisOptions options) : state_{std::make_unique<State>(options)} {}
RedisStore::~RedisStore() = default;

Task<std::optional<std::string>> RedisStore::get(std::string_view key) {
    std::string command = redis::format_command({"GET", state_->key_of_value(key)});
    const redis::Reply reply = co_await state_->connections.ask(std::move(command));
    co_return reply.text();
}

Task<void> RedisStore::set(std::string_view key, std::string value, Duration ttl) {
    std::string command = set_command(state_->key_of_value(key), value, ttl);
    const redis::Reply reply = co_await state_->connections.ask(std::move(command));
    if (is_over(ttl)) static_cast<void>(reply.number());
    else reply.expect_done();
}

Task<bool> RedisStore::add(std::string_view key, std::string value, Duration ttl) {
    const std::string whole_key = state_->key_of_value(key);
    std::string command = is_over(ttl) ? redis::format_command({"EXISTS", whole_key}) : add_command(whole_key, value, ttl);
    const redis::Reply reply = co_await state_->connections.ask(std::move(command));
    co_return is_over(ttl) ? reply.number() == 0 : reply.is_done();
}

Task<bool> RedisStore::erase(std::string_view key) {
    std::string command = redis::format_command({"DEL", state_->key_of_value(key)});
    const redis::Reply reply = co_await state_->connections.ask(std::move(command));
    co_return reply.number() != 0;
}

Task<std::int64_t> RedisStore::increment(std::string_view key, std::int64_t by, Duration ttl) {
    const std::array<std::string, 1> keys{state_->key_of_value(key)};
    const std::array<std::string, 2> arguments{fmt::format("{}", by), is_for_ever(ttl) ? std::string{} : octets_of(ttl)};
    const redis::Reply reply = co_await state_->increment.run(state_->connections, keys, arguments);
    co_return to_number(reply.text().value_or(""));
}

Task<bool> RedisStore::take(std::span<AllowanceClaim> claims, Taking taking) { return state_->allowances.take(claims, taking); }

Task<void> RedisStore::publish(std::string_view channel, std::string message) {
    std::string command = redis::format_command({"PUBLISH", state_->name_of_channel(channel), message});
    const redis::Reply reply = co_await state_->connections.ask(std::move(command));
    static_cast<void>(reply.number());
}

Subscription RedisStore::subscribe(std::string channel, ChannelReceiver receiver) {
    return state_->subscriber().subscribe(state_->name_of_channel(channel), std::move(receiver));
}

}  // namespace serval
