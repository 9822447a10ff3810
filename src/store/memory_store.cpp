#include <serval/store/memory_store.hpp>

#include <array>
#include <atomic>
#include <charconv>
#include <functional>
#include <mutex>
#include <utility>

#include "store/bounded_table.hpp"
#include "store/channels.hpp"
#include "store/window.hpp"

namespace serval {
namespace {

using Time = SharedStore::Time;

constexpr std::size_t shard_count = 16;

struct Shard {
    explicit Shard(const MemoryStoreOptions& options)
        : values{options.value_octets / shard_count}, windows{options.allowance_octets / shard_count} {}

    std::mutex mutex;
    BoundedTable<std::string> values;
    BoundedTable<Window> windows;
};

Shard make_shard(const MemoryStoreOptions& options, std::size_t) { return Shard{options}; }

template <std::size_t... Each>
std::array<Shard, sizeof...(Each)> make_shards(const MemoryStoreOptions& options, std::index_sequence<Each...>) {
    return {make_shard(options, Each)...};
}

std::size_t shard_of(std::string_view key) { return std::hash<std::string_view>{}(key) % shard_count; }

/** Holds the shards of several keys, always in the same order, so that two who want the same ones do not wait for each other. */
class HeldShards {
public:
    HeldShards(std::array<Shard, shard_count>& shards, std::span<const AllowanceClaim> claims) : shards_{shards} {
        for (const AllowanceClaim& claim : claims) held_ |= 1U << shard_of(claim.key);
        for_each([](Shard& shard) { shard.mutex.lock(); });
    }
    ~HeldShards() {
        for_each([](Shard& shard) { shard.mutex.unlock(); });
    }
    HeldShards(const HeldShards&) = delete;
    HeldShards& operator=(const HeldShards&) = delete;

private:
    template <class Act>
    void for_each(Act act) {
        for (std::size_t i = 0; i < shard_count; ++i) {
            if ((held_ >> i & 1U) != 0) act(shards_[i]);
        }
    }

    std::array<Shard, shard_count>& shards_;
    std::uint32_t held_ = 0;
};

Time expiry(Time now, SharedStore::Duration ttl) {
    return ttl < std::chrono::floor<SharedStore::Duration>(Time::max() - now) ? now + ttl : Time::max();
}

void put(BoundedTable<std::string>& values, std::string_view key, std::string value, Time expires, Time now) {
    auto* const found = values.find(key, now);
    auto& entry = found != nullptr ? *found : values.add(key);
    entry.value = std::move(value);
    values.keep(entry, expires, entry.value.capacity(), now);
}

std::int64_t to_number(std::string_view key, std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) return number;
    throw StoreError{"the value of \"" + std::string{key} + "\" is no whole number, so nothing can be added to it"};
}

std::int64_t sum_of(std::string_view key, std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    throw StoreError{"the number under \"" + std::string{key} + "\" would be too large"};
}

}  // namespace

class MemoryStore::Shards {
public:
    explicit Shards(const MemoryStoreOptions& options)
        : shards_{make_shards(options, std::make_index_sequence<shard_count>{})} {}

    [[nodiscard]] Time now() const {
        const TimeSource* const clock = clock_.load(std::memory_order_acquire);
        return clock != nullptr ? clock->now() : std::chrono::system_clock::now();
    }

    void use(const std::shared_ptr<const TimeSource>& clock) {
        const std::lock_guard lock{clock_mutex_};
        if (owned_clock_ != nullptr) return;
        owned_clock_ = clock;
        clock_.store(clock.get(), std::memory_order_release);
    }

    /** What `act` says of the values among which `key` is. */
    template <class Act>
    auto with_values(std::string_view key, Act act) {
        Shard& shard = shards_[shard_of(key)];
        const Time time = now();
        const std::lock_guard lock{shard.mutex};
        return act(shard.values, time);
    }

    bool take(std::span<AllowanceClaim> claims, Taking taking) {
        const Time time = now();
        const HeldShards held{shards_, claims};
        bool all = true;
        for (AllowanceClaim& claim : claims) all = stand(claim, time) && all;
        if (!all || taking == Taking::nothing) return false;
        for (AllowanceClaim& claim : claims) take(claim, time);
        return true;
    }

    void publish(std::string_view channel, std::string_view message) const {
        try {
            channels_->for_each(channel, [&](ChannelMember& member) { member.receive(message); });
        } catch (const std::exception& error) {
            throw StoreError{"a receiver of the channel \"" + std::string{channel} + "\" fails: " + error.what()};
        } catch (...) {
            throw StoreError{"a receiver of the channel \"" + std::string{channel} + "\" fails"};
        }
    }

    [[nodiscard]] Subscription subscribe(std::string channel, ChannelReceiver receiver) const {
        const auto member = std::make_shared<ChannelMember>(std::move(receiver));
        channels_->add(channel, member);
        Subscription subscription{[channels = channels_, name = std::move(channel), member] {
            channels->remove(name, member);
            member->end();
        }};
        member->join();
        return subscription;
    }

private:
    bool stand(AllowanceClaim& claim, Time time) {
        auto& windows = windows_of(claim);
        auto* const entry = windows.find(claim.key, time);
        claim.standing = entry != nullptr ? entry->value.stand(claim.allowance, time) : Window{}.stand(claim.allowance, time);
        if (entry != nullptr && !claim.standing.is_allowed) keep(windows, *entry, claim, time);   // for the time of a ban
        return claim.standing.is_allowed;
    }

    void take(AllowanceClaim& claim, Time time) {
        auto& windows = windows_of(claim);
        auto* const found = windows.find(claim.key, time);
        auto& entry = found != nullptr ? *found : windows.add(claim.key);
        claim.standing = entry.value.take(claim.allowance, time);
        keep(windows, entry, claim, time);
    }

    static void keep(BoundedTable<Window>& windows, BoundedTable<Window>::Entry& entry, const AllowanceClaim& claim, Time time) {
        windows.keep(entry, entry.value.idle_at(claim.allowance), entry.value.octets(), time);
    }

    BoundedTable<Window>& windows_of(const AllowanceClaim& claim) { return shards_[shard_of(claim.key)].windows; }

    std::array<Shard, shard_count> shards_;
    std::shared_ptr<Channels> channels_ = std::make_shared<Channels>();   // also of subscriptions that outlive the store
    std::mutex clock_mutex_;
    std::shared_ptr<const TimeSource> owned_clock_;
    std::atomic<const TimeSource*> clock_ = nullptr;
};

MemoryStore::MemoryStore(MemoryStoreOptions options) : shards_{new Shards{options}} {}
MemoryStore::~MemoryStore() = default;

void MemoryStore::use_clock(const std::shared_ptr<const TimeSource>& clock) { shards_->use(clock); }

Task<std::optional<std::string>> MemoryStore::get(std::string_view key) {
    return Task<std::optional<std::string>>::ready(shards_->with_values(key, [&](auto& values, Time now) {
        const auto* const found = values.find(key, now);
        return found != nullptr ? std::optional{found->value} : std::nullopt;
    }));
}

Task<void> MemoryStore::set(std::string_view key, std::string value, Duration ttl) {
    shards_->with_values(key, [&](auto& values, Time now) { put(values, key, std::move(value), expiry(now, ttl), now); });
    return Task<void>::ready();
}

Task<bool> MemoryStore::add(std::string_view key, std::string value, Duration ttl) {
    return Task<bool>::ready(shards_->with_values(key, [&](auto& values, Time now) {
        if (values.find(key, now) != nullptr) return false;
        put(values, key, std::move(value), expiry(now, ttl), now);
        return true;
    }));
}

Task<bool> MemoryStore::erase(std::string_view key) {
    return Task<bool>::ready(shards_->with_values(key, [&](auto& values, Time now) { return values.erase(key, now); }));
}

Task<std::int64_t> MemoryStore::increment(std::string_view key, std::int64_t by, Duration ttl) {
    return Task<std::int64_t>::ready(shards_->with_values(key, [&](auto& values, Time now) {
        const auto* const found = values.find(key, now);
        const std::int64_t sum = sum_of(key, found != nullptr ? to_number(key, found->value) : 0, by);
        put(values, key, std::to_string(sum), found != nullptr ? found->expires : expiry(now, ttl), now);
        return sum;
    }));
}

Task<bool> MemoryStore::take(std::span<AllowanceClaim> claims, Taking taking) { return Task<bool>::ready(shards_->take(claims, taking)); }

Task<void> MemoryStore::publish(std::string_view channel, std::string message) {
    shards_->publish(channel, message);
    return Task<void>::ready();
}

Subscription MemoryStore::subscribe(std::string channel, ChannelReceiver receiver) {
    return shards_->subscribe(std::move(channel), std::move(receiver));
}

}  // namespace serval
