#pragma once

#include <utility>

namespace serval::detail {

/** The one owner of an object on the heap, as `std::unique_ptr` is, which costs every program that includes Serval five times the
    time to compile: what public headers keep behind a pointer, they keep by this.
*/
template <class T>
class OwnedPointer {
public:
    OwnedPointer() noexcept = default;
    explicit OwnedPointer(T* object) noexcept : object_{object} {}
    OwnedPointer(OwnedPointer&& other) noexcept : object_{std::exchange(other.object_, nullptr)} {}
    OwnedPointer& operator=(OwnedPointer&& other) noexcept {
        if (this != &other) delete std::exchange(object_, std::exchange(other.object_, nullptr));
        return *this;
    }
    ~OwnedPointer() {
        static_assert(sizeof(T) > 0, "Whoever destroys an OwnedPointer<T> sees the whole T.");
        delete object_;
    }

    [[nodiscard]] T& operator*() const noexcept { return *object_; }
    [[nodiscard]] T* operator->() const noexcept { return object_; }
    explicit operator bool() const noexcept { return object_ != nullptr; }

private:
    T* object_ = nullptr;
};

}  // namespace serval::detail
