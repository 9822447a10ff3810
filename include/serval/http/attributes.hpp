#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <serval/detail/type_id.hpp>

namespace serval {

/** Values of any type, one of each, that a middleware leaves with a request for those who come after it.
    A look-up is linear in the number of values, which is small. Not thread-safe.
*/
class Attributes {
public:
    /** Keep `value`, in the place of an earlier one of its type. */
    template <class T>
    T& put(T value) {
        auto held = std::make_shared<T>(std::move(value));
        T& result = *held;
        keep(type_id<T>, std::move(held));
        return result;
    }

    /** The value of type `T`, or null. */
    template <class T>
    [[nodiscard]] T* find() const noexcept {
        return static_cast<T*>(look_up(type_id<T>));
    }

    void clear() noexcept { entries_.clear(); }

private:
    struct Entry {
        TypeId type;
        std::shared_ptr<void> value;
    };

    void keep(TypeId type, std::shared_ptr<void> value);
    [[nodiscard]] void* look_up(TypeId type) const noexcept;

    std::vector<Entry> entries_;
};

}  // namespace serval
