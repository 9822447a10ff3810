#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace serval {

/** Values by key, each for its time, in bounded memory: what has expired goes first, then what has not been used for longest.

    No call does more than a few steps of clearing up, however much has expired. Not thread-safe.
*/
template <class Value>
class BoundedTable {
public:
    using Time = std::chrono::system_clock::time_point;

    struct Entry;
    using Entries = std::list<Entry>;
    using Index = std::multimap<Time, typename Entries::iterator>;

    struct Entry {
        std::string key;
        Value value{};
        Time expires = Time::max();
        std::size_t octets = 0;
        typename Index::iterator indexed{};   // at a time that is no later than `expires`
    };

    explicit BoundedTable(std::size_t most_octets) : most_octets_{most_octets} {}
    BoundedTable(const BoundedTable&) = delete;
    BoundedTable& operator=(const BoundedTable&) = delete;

    /** The entry of `key`, which is thereby the one used last; null when there is none that lasts still. */
    [[nodiscard]] Entry* find(std::string_view key, Time now) {
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return nullptr;
        if (found->second->expires <= now) return drop(found->second), nullptr;
        entries_.splice(entries_.begin(), entries_, found->second);
        return &entries_.front();
    }

    /** A new entry for `key`, which has none. Followed by `keep`. */
    [[nodiscard]] Entry& add(std::string_view key) {
        entries_.push_front(Entry{.key = std::string{key}});
        const auto entry = entries_.begin();
        try {
            entry->indexed = by_expiry_.emplace(Time::max(), entry);
            by_key_.emplace(entry->key, entry);
        } catch (...) {
            if (entry->indexed != typename Index::iterator{}) by_expiry_.erase(entry->indexed);
            entries_.pop_front();
            throw;
        }
        return *entry;
    }

    /** Have the entry used last expire at `expires`, and count its value as `value_octets`; others make room for it.
        It is gone when it has no room even so.
    */
    void keep(Entry& entry, Time expires, std::size_t value_octets, Time now) {
        const std::size_t octets = overhead + entry.key.size() + value_octets;
        octets_ += octets - entry.octets;
        entry.octets = octets;
        entry.expires = expires;
        if (expires < entry.indexed->first) index(entry);   // a later time is seen to when the earlier one has come
        clear_up(now);
    }

    bool erase(std::string_view key, Time now) {
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return false;
        const bool lasted = found->second->expires > now;
        drop(found->second);
        return lasted;
    }

private:
    static constexpr std::size_t overhead = sizeof(Entry) + 160;   // of the three indices, about
    static constexpr int steps = 4;                // more than one, so that clearing up overtakes what is added
    static constexpr int steps_when_full = 32;

    void clear_up(Time now) {
        for (int i = 0; i < steps && is_due(now); ++i) drop_or_index(now);
        for (int i = 0; i < steps_when_full && octets_ > most_octets_ && is_due(now); ++i) drop_or_index(now);
        while (octets_ > most_octets_) drop(std::prev(entries_.end()));
    }

    [[nodiscard]] bool is_due(Time now) const { return !by_expiry_.empty() && by_expiry_.begin()->first <= now; }

    void drop_or_index(Time now) {
        const auto entry = by_expiry_.begin()->second;
        if (entry->expires <= now) drop(entry);
        else index(*entry);
    }

    void index(Entry& entry) {
        auto node = by_expiry_.extract(entry.indexed);
        node.key() = entry.expires;
        entry.indexed = by_expiry_.insert(std::move(node));
    }

    void drop(typename Entries::iterator entry) {
        octets_ -= entry->octets;
        by_expiry_.erase(entry->indexed);
        by_key_.erase(entry->key);
        entries_.erase(entry);
    }

    std::size_t most_octets_;
    std::size_t octets_ = 0;
    Entries entries_;   // the one used last in front
    std::unordered_map<std::string_view, typename Entries::iterator> by_key_;
    Index by_expiry_;
};

}  // namespace serval
