#pragma once

#include <cstddef>
#include <memory>

#include <serval/caching/cache.hpp>
#include <serval/store/shared_store.hpp>

namespace serval {

struct SharedCacheOptions {
    std::size_t answer_octets = 1024 * 1024;   // fields included; an answer that is larger is not kept
};

/** Responses in a store that several processes share: `app.cache_in(shared_response_cache(store))`.

    A look-up asks the store once, and once more for each tag. Evicting a tag holds for all processes. Where the store has
    lost how a tag stands, that tag counts as evicted.
*/
[[nodiscard]] std::shared_ptr<ResponseCache> shared_response_cache(std::shared_ptr<SharedStore> store, SharedCacheOptions options = {});

}  // namespace serval
