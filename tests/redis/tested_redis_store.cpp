#include "redis/tested_redis_store.hpp"

#include <catch2/catch.hpp>

#include "redis/command.hpp"
#include "redis/redis_server.hpp"

namespace serval::test {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

/** The script with a clock that a test sets. Its keys outlast the test, so that only what is in them counts: Redis lets them go by the real time. */
std::string with_frozen_clock(std::string_view script) {
    std::string text = replaced(std::string{script}, "redis.call('TIME')", "redis.call('LRANGE', 'clock', 0, 1)");
    return replaced(std::move(text), "local ttl = ", "local ttl = 3600000 + ");
}

constexpr std::string_view age_values = R"lua(
for _, key in ipairs(redis.call('KEYS', 'serval:value:*')) do
    local left = redis.call('PTTL', key)
    if left >= 0 then redis.call('PEXPIRE', key, string.format('%.0f', left - ARGV[1])) end
end
return redis.status_reply('OK')
)lua";

}  // namespace

const RedisServer& shared_redis() {
    static const RedisServer server{{}};
    return server;
}

RedisOptions shared_redis_options() {
    RedisOptions options;
    options.url = shared_redis().url();
    options.connections = 2;
    options.time_limit = std::chrono::seconds{30};   // the machine may be busy otherwise
    return options;
}

redis::Reply command(redis::Connections& connections, std::initializer_list<std::string_view> words) {
    return sync_wait(connections.ask(redis::format_command(words)));
}

ScriptedStore::ScriptedStore(std::string script)
    : values_{shared_redis_options()},
      connections_{shared_redis_options()},
      script_{std::move(script)},
      allowances_{connections_, "serval:allowance:", script_} {}

TestedRedisStore::TestedRedisStore() : store_{with_frozen_clock(redis::take_script)} {
    command(store_.connections(), {"FLUSHALL"}).expect_done();
    tell_time();
}

void TestedRedisStore::advance(std::chrono::nanoseconds time) {
    now_ += std::chrono::duration_cast<std::chrono::microseconds>(time);
    tell_time();
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
    command(store_.connections(), {"EVAL", age_values, "0", std::to_string(milliseconds)}).expect_done();
}

std::int64_t TestedRedisStore::octets_of(std::string_view key) {
    return command(store_.connections(), {"STRLEN", "serval:allowance:" + std::string{key}}).number();
}

void TestedRedisStore::tell_time() {
    const auto seconds = std::to_string(now_.count() / 1'000'000);
    const auto microseconds = std::to_string(now_.count() % 1'000'000);
    (void)command(store_.connections(), {"DEL", "clock"}).number();
    (void)command(store_.connections(), {"RPUSH", "clock", seconds, microseconds}).number();
}

std::unique_ptr<TestedStore> make_tested_store() { return std::make_unique<TestedRedisStore>(); }

}  // namespace serval::test
