#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace serval::detail {

struct Nothing {};

/** What a result of type `T` is kept as: a reference as a pointer, void as nothing. */
template <class T>
using Stored = std::conditional_t<std::is_reference_v<T>, std::add_pointer_t<T>,
                                  std::conditional_t<std::is_void_v<T>, Nothing, std::remove_cv_t<T>>>;

/** Give a kept result back as what it was. */
template <class T>
T restored(Stored<T>& stored) {
    if constexpr (std::is_void_v<T>) return;
    else if constexpr (std::is_reference_v<T>) return *stored;
    else return std::move(stored);
}

/** What a piece of work ended with: its result, or the exception that it threw. */
template <class T>
class Outcome {
public:
    template <class... Args>
    void succeed(Args&&... args) {
        if constexpr (std::is_reference_v<T>) stored_.emplace(std::addressof(args)...);
        else stored_.emplace(std::forward<Args>(args)...);
    }

    void fail(std::exception_ptr error) noexcept { error_ = std::move(error); }

    /** Do `work` and keep how it ended. */
    template <class F>
    void capture(F& work) noexcept try {
        if constexpr (std::is_void_v<T>) {
            work();
            succeed();
        } else {
            succeed(work());
        }
    } catch (...) {
        fail(std::current_exception());
    }

    /** The result, moved out, or the exception, thrown. Once. */
    T take() {
        if (error_ != nullptr) std::rethrow_exception(std::exchange(error_, nullptr));
        return restored<T>(*stored_);
    }

private:
    std::optional<Stored<T>> stored_;
    std::exception_ptr error_;
};

}  // namespace serval::detail
