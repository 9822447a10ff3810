#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <serval/store/shared_store.hpp>
#include <serval/tasks/sync_wait.hpp>

namespace serval::test {

/** A store whose time the test tells, asked without a coroutine. */
class TestedStore {
public:
    using Duration = SharedStore::Duration;
    static constexpr std::chrono::hours hour{1};

    virtual ~TestedStore() = default;

    [[nodiscard]] virtual SharedStore& shared() = 0;
    /** Let time pass; values last to the millisecond. */
    virtual void advance(std::chrono::nanoseconds time) = 0;

    std::optional<std::string> get(std::string_view key) { return sync_wait(shared().get(key)); }
    void set(std::string_view key, std::string value, Duration ttl = hour) { sync_wait(shared().set(key, std::move(value), ttl)); }
    bool add(std::string_view key, std::string value, Duration ttl = hour) { return sync_wait(shared().add(key, std::move(value), ttl)); }
    bool erase(std::string_view key) { return sync_wait(shared().erase(key)); }
    std::int64_t increment(std::string_view key, std::int64_t by = 1, Duration ttl = hour) {
        return sync_wait(shared().increment(key, by, ttl));
    }
    /** Take one; `standing` is how the key stands then. */
    bool take(std::string key, const Allowance& allowance, Taking taking = Taking::all_or_nothing) {
        std::array<AllowanceClaim, 1> claims{AllowanceClaim{std::move(key), allowance}};
        const bool taken = sync_wait(shared().take(claims, taking));
        standing = claims.front().standing;
        return taken;
    }

    Standing standing{};
};

/** An empty store, of the kind that the test program is about: each kind is held to the same behaviour. */
[[nodiscard]] std::unique_ptr<TestedStore> make_tested_store();

}  // namespace serval::test
