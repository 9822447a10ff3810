#pragma once

#include <cstddef>
#include <memory>

#include <serval/detail/owned_pointer.hpp>
#include <serval/store/shared_store.hpp>

namespace serval {

/** How much a `MemoryStore` keeps, about, with what it needs for itself. */
struct MemoryStoreOptions {
    std::size_t value_octets = 64 * 1024 * 1024;
    std::size_t allowance_octets = 64 * 1024 * 1024;
};

/** Keeps everything in this process's memory; no answer is waited for.

    Where there is no more room, what has expired goes first, then what has not been used for longest; so a flood of keys makes memory
    no larger, but may give those who were forgotten their allowance anew. What expires is let go bit by bit, as others are
    kept: there is no sweep that holds up a request.

    A sliding window remembers each taking, up to 128 of them. Of larger amounts it counts takings that lie within a 128th of the period
    as if all of them were the last of these: never more than the amount is taken in a period, and one may have to wait that much longer.

    Whoever publishes calls the receivers; what one of them throws is a `StoreError` for the publisher, once all were called.

    The clock is that of the first app that uses it; until then, or without one, the system's.
*/
class MemoryStore final : public SharedStore {
public:
    explicit MemoryStore(MemoryStoreOptions options = {});
    ~MemoryStore() override;

    Task<std::optional<std::string>> get(std::string_view key) override;
    Task<void> set(std::string_view key, std::string value, Duration ttl) override;
    Task<bool> add(std::string_view key, std::string value, Duration ttl) override;
    Task<bool> erase(std::string_view key) override;
    Task<std::int64_t> increment(std::string_view key, std::int64_t by, Duration ttl) override;
    Task<bool> take(std::span<AllowanceClaim> claims, Taking taking = Taking::all_or_nothing) override;
    Task<void> publish(std::string_view channel, std::string message) override;
    Subscription subscribe(std::string channel, ChannelReceiver receiver) override;
    bool may_be_away() const noexcept override { return false; }
    void use_clock(const std::shared_ptr<const TimeSource>& clock) override;

private:
    class Shards;
    detail::OwnedPointer<Shards> shards_;
};

}  // namespace serval
