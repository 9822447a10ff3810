#include <serval/http/attributes.hpp>

namespace serval {

void Attributes::keep(TypeId type, std::shared_ptr<void> value) {
    for (Entry& entry : entries_) {
        if (entry.type == type) {
            entry.value = std::move(value);
            return;
        }
    }
    entries_.push_back({type, std::move(value)});
}

void* Attributes::look_up(TypeId type) const noexcept {
    for (const Entry& entry : entries_) {
        if (entry.type == type) return entry.value.get();
    }
    return nullptr;
}

}  // namespace serval
