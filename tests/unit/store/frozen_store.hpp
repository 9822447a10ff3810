#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <serval/store/memory_store.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing/clock.hpp>

namespace serval::test {

/** A store in memory whose time the test tells, asked without waiting. */
struct FrozenStore {
    using Duration = SharedStore::Duration;
    static constexpr std::chrono::hours hour{1};

    explicit FrozenStore(MemoryStoreOptions options = {}) : store{options} {
        clock->freeze();
        store.use_clock(clock);
    }

    std::optional<std::string> get(std::string_view key) { return sync_wait(store.get(key)); }
    void set(std::string_view key, std::string value, Duration ttl = hour) { sync_wait(store.set(key, std::move(value), ttl)); }
    bool add(std::string_view key, std::string value, Duration ttl = hour) { return sync_wait(store.add(key, std::move(value), ttl)); }
    bool erase(std::string_view key) { return sync_wait(store.erase(key)); }
    std::int64_t increment(std::string_view key, std::int64_t by = 1, Duration ttl = hour) {
        return sync_wait(store.increment(key, by, ttl));
    }
    /** Take one; `standing` is how the key stands then. */
    bool take(std::string key, const Allowance& allowance) {
        std::array<AllowanceClaim, 1> claims{AllowanceClaim{std::move(key), allowance}};
        const bool taken = sync_wait(store.take(claims));
        standing = claims.front().standing;
        return taken;
    }

    std::shared_ptr<Clock> clock = std::make_shared<Clock>();
    MemoryStore store;
    Standing standing{};
};

}  // namespace serval::test
