#include <serval/store/shared_store.hpp>

namespace serval {

Task<void> SharedStore::publish(std::string_view, std::string) { throw StoreError{"this store has no channels"}; }

Subscription SharedStore::subscribe(std::string, ChannelReceiver) { throw StoreError{"this store has no channels"}; }

}  // namespace serval
