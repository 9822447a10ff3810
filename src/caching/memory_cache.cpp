#include <array>
#include <functional>
#include <list>
#include <mutex>
#include <unordered_map>

#include <serval/caching/cache.hpp>

namespace serval {
namespace {

using Found = std::shared_ptr<const StoredResponse>;

/** Some of the answers, the one used last in front. */
class CacheShard {
public:
    [[nodiscard]] Found find(std::string_view key, ResponseCache::Time now) {
        const std::lock_guard lock{mutex_};
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return nullptr;
        if (found->second->expires <= now) {
            drop(found->second);
            return nullptr;
        }
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->response;
    }

    void store(std::string_view key, Found response, std::size_t bytes, ResponseCache::Time expires, std::size_t most) {
        if (bytes > most) return;
        const std::lock_guard lock{mutex_};
        if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
        while (bytes_ + bytes > most) drop(std::prev(entries_.end()));
        entries_.push_front({std::string{key}, std::move(response), bytes, expires});
        by_key_.emplace(entries_.front().key, entries_.begin());
        bytes_ += bytes;
    }

private:
    struct Entry {
        std::string key;
        Found response;
        std::size_t bytes;
        ResponseCache::Time expires;
    };

    void drop(std::list<Entry>::iterator entry) {
        bytes_ -= entry->bytes;
        by_key_.erase(entry->key);
        entries_.erase(entry);
    }

    std::mutex mutex_;
    std::list<Entry> entries_;
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
    std::size_t bytes_ = 0;
};

class MemoryResponseCache final : public ResponseCache {
public:
    explicit MemoryResponseCache(std::size_t max_bytes) : most_per_shard_{max_bytes / shard_count} {}

    Task<Found> find(std::string_view key, Time now) override { return Task<Found>::ready(shard(key).find(key, now)); }

    Task<void> store(std::string_view key, StoredResponse response, Time expires, Time) override {
        const std::size_t bytes = size_of(key, response);
        shard(key).store(key, std::make_shared<const StoredResponse>(std::move(response)), bytes, expires, most_per_shard_);
        return Task<void>::ready();
    }

private:
    static constexpr std::size_t shard_count = 8;
    static constexpr std::size_t overhead = 512;   // of an entry's own objects, about

    static std::size_t size_of(std::string_view key, const StoredResponse& response) {
        std::size_t bytes = overhead + key.size() + response.body.size();
        for (const Headers::Field& field : response.headers) bytes += field.name.size() + field.value.size();
        return bytes;
    }

    CacheShard& shard(std::string_view key) { return shards_[std::hash<std::string_view>{}(key) % shard_count]; }

    std::size_t most_per_shard_;
    std::array<CacheShard, shard_count> shards_;
};

}  // namespace

std::shared_ptr<ResponseCache> memory_response_cache(std::size_t max_bytes) { return std::make_shared<MemoryResponseCache>(max_bytes); }

}  // namespace serval
