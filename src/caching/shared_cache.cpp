#include <serval/caching/shared_cache.hpp>

#include <chrono>
#include <utility>

#include "caching/stored_response.hpp"
#include "http/digest.hpp"
#include "logging/random_hex.hpp"

namespace serval {
namespace {

/** A tag's state is a random word, and the words are part of the keys that answers are kept under: after another word has taken its
    place, nobody asks for what was kept under the old one, whenever that was stored. Words do not repeat, unlike numbers that are
    lost and begin anew.
*/
class SharedResponseCache final : public ResponseCache {
public:
    SharedResponseCache(std::shared_ptr<SharedStore> store, SharedCacheOptions options)
        : store_{std::move(store)}, options_{options} {}

    Task<CacheLookup> find(std::string_view key, std::span<const std::string> tags, Time) override {
        CacheLookup lookup;
        for (const std::string& tag : tags) {
            const std::string state = co_await state_of(tag);
            lookup.stamp += state;
        }
        const std::string name = name_of(key, lookup.stamp);
        const std::optional<std::string> kept = co_await store_->get(name);
        if (kept.has_value()) lookup.response = response_of(*kept);
        co_return lookup;
    }

    Task<void> store(std::string_view key, std::span<const std::string>, std::string_view stamp,
                     std::shared_ptr<const StoredResponse> response, Time expires, Time now) override {
        const auto ttl = std::chrono::ceil<SharedStore::Duration>(expires - now);
        if (ttl.count() <= 0 || octets_of(*response) > options_.answer_octets) co_return;
        const std::string name = name_of(key, stamp);
        co_await store_->set(name, encode(*response), ttl);
    }

    Task<void> evict(std::string_view tag) override {
        const std::string name = tag_name(tag);
        co_await store_->set(name, new_state(), state_lasts);
    }

private:
    static constexpr SharedStore::Duration state_lasts = std::chrono::hours{24 * 30};

    [[nodiscard]] Task<std::string> state_of(std::string_view tag) {
        const std::string name = tag_name(tag);
        std::optional<std::string> known = co_await store_->get(name);
        if (known.has_value()) co_return *std::move(known);
        std::string made = new_state();
        const bool is_first = co_await store_->add(name, made, state_lasts);
        if (is_first) co_return made;
        known = co_await store_->get(name);
        co_return known.value_or(std::move(made));
    }

    [[nodiscard]] static std::string new_state() {
        std::string state(16, '0');
        detail::fill_with_random_hex(state);
        return state;
    }

    [[nodiscard]] static std::string tag_name(std::string_view tag) { return "cache-tag " + std::string{tag}; }

    /** A digest, since what a request says is long and not for everybody's eyes. */
    [[nodiscard]] static std::string name_of(std::string_view key, std::string_view stamp) {
        std::string text{stamp};
        return "cache " + detail::sha256_base64(text.append(key));
    }

    [[nodiscard]] static std::shared_ptr<const StoredResponse> response_of(std::string_view kept) {
        auto response = decode_response(kept);
        return response.has_value() ? std::make_shared<const StoredResponse>(*std::move(response)) : nullptr;
    }

    std::shared_ptr<SharedStore> store_;
    SharedCacheOptions options_;
};

}  // namespace

std::shared_ptr<ResponseCache> shared_response_cache(std::shared_ptr<SharedStore> store, SharedCacheOptions options) {
    return std::make_shared<SharedResponseCache>(std::move(store), options);
}

}  // namespace serval
