#pragma once

#include <optional>
#include <utility>

namespace serval {

/** What a reader made of a text: a value, or which fault stopped it. */
template <class T, class Fault>
class Parsed {
public:
    Parsed(T value) : value_{std::move(value)} {}
    Parsed(Fault fault) noexcept : fault_{fault} {}

    [[nodiscard]] explicit operator bool() const noexcept { return value_.has_value(); }

    /** The value. There must be one. */
    [[nodiscard]] T& operator*() & noexcept { return *value_; }
    [[nodiscard]] const T& operator*() const& noexcept { return *value_; }
    [[nodiscard]] T&& operator*() && noexcept { return *std::move(value_); }
    [[nodiscard]] T* operator->() noexcept { return &*value_; }
    [[nodiscard]] const T* operator->() const noexcept { return &*value_; }

    /** The fault. There must be one. */
    [[nodiscard]] Fault fault() const noexcept { return fault_; }

private:
    std::optional<T> value_;
    Fault fault_{};
};

}  // namespace serval
