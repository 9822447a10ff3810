#include <array>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <unordered_map>

#include <serval/caching/cache.hpp>

#include "caching/stored_response.hpp"

namespace serval {
namespace {

using Found = std::shared_ptr<const StoredResponse>;
using Tags = std::span<const std::string>;

/** Some of the answers, the one used last in front, and how often the tags of these were evicted. */
class CacheShard {
public:
    [[nodiscard]] CacheLookup find(std::string_view key, Tags tags, ResponseCache::Time now) {
        const std::lock_guard lock{mutex_};
        const std::uint64_t evictions = evictions_of(tags);
        CacheLookup lookup;
        if (!tags.empty()) lookup.stamp = std::to_string(evictions);
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return lookup;
        if (found->second->expires <= now || found->second->evictions != evictions) return drop(found->second), lookup;
        entries_.splice(entries_.begin(), entries_, found->second);
        lookup.response = found->second->response;
        return lookup;
    }

    void store(std::string_view key, Tags tags, std::string_view stamp, Found response, std::size_t bytes, ResponseCache::Time expires,
               std::size_t most) {
        if (bytes > most) return;
        const std::lock_guard lock{mutex_};
        const std::uint64_t evictions = evictions_of(tags);
        if (!tags.empty() && stamp != std::to_string(evictions)) return;
        if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
        while (bytes_ + bytes > most) drop(std::prev(entries_.end()));
        entries_.push_front({std::string{key}, std::move(response), bytes, expires, evictions});
        by_key_.emplace(entries_.front().key, entries_.begin());
        bytes_ += bytes;
    }

    void evict(const std::string& tag) {
        const std::lock_guard lock{mutex_};
        if (const auto known = evictions_.find(tag); known != evictions_.end()) ++known->second;
    }

private:
    struct Entry {
        std::string key;
        Found response;
        std::size_t bytes;
        ResponseCache::Time expires;
        std::uint64_t evictions;   // of its tags, when it was made
    };

    /** The sum over `tags`: none of the numbers ever falls, so a sum that is the same means that all of them are. Endpoints name the
        tags, so that there are no more of them than endpoints say.
    */
    [[nodiscard]] std::uint64_t evictions_of(Tags tags) {
        std::uint64_t sum = 0;
        for (const std::string& tag : tags) sum += evictions_.try_emplace(tag, 0).first->second;
        return sum;
    }

    void drop(std::list<Entry>::iterator entry) {
        bytes_ -= entry->bytes;
        by_key_.erase(entry->key);
        entries_.erase(entry);
    }

    std::mutex mutex_;
    std::list<Entry> entries_;
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
    std::unordered_map<std::string, std::uint64_t> evictions_;
    std::size_t bytes_ = 0;
};

class MemoryResponseCache final : public ResponseCache {
public:
    explicit MemoryResponseCache(std::size_t max_bytes) : most_per_shard_{max_bytes / shard_count} {}

    Task<CacheLookup> find(std::string_view key, Tags tags, Time now) override {
        return Task<CacheLookup>::ready(shard(key).find(key, tags, now));
    }

    Task<void> store(std::string_view key, Tags tags, std::string_view stamp, Found response, Time expires, Time) override {
        const std::size_t bytes = overhead + key.size() + octets_of(*response);
        shard(key).store(key, tags, stamp, std::move(response), bytes, expires, most_per_shard_);
        return Task<void>::ready();
    }

    Task<void> evict(std::string_view tag) override {
        const std::string name{tag};
        for (CacheShard& shard : shards_) shard.evict(name);
        return Task<void>::ready();
    }

private:
    static constexpr std::size_t shard_count = 8;
    static constexpr std::size_t overhead = 512;   // of an entry's own objects, about

    CacheShard& shard(std::string_view key) { return shards_[std::hash<std::string_view>{}(key) % shard_count]; }

    std::size_t most_per_shard_;
    std::array<CacheShard, shard_count> shards_;
};

}  // namespace

std::shared_ptr<ResponseCache> memory_response_cache(std::size_t max_bytes) { return std::make_shared<MemoryResponseCache>(max_bytes); }

}  // namespace serval
