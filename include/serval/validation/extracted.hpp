#pragma once

#include <utility>

namespace serval {

/** What every extractor that holds one value shares: the value by `*x`, `x->`, or implicitly as `const T&`. */
template <class T>
class Extracted {
public:
    using Value = T;

    Extracted() = default;
    explicit Extracted(T value) : value_{std::move(value)} {}

    [[nodiscard]] const T& operator*() const& noexcept { return value_; }
    [[nodiscard]] T& operator*() & noexcept { return value_; }
    [[nodiscard]] T&& operator*() && noexcept { return std::move(value_); }
    [[nodiscard]] const T* operator->() const noexcept { return &value_; }
    [[nodiscard]] T* operator->() noexcept { return &value_; }
    operator const T&() const noexcept { return value_; }

protected:
    T value_{};
};

}  // namespace serval
