#pragma once

#include <type_traits>
#include <utility>

#include <serval/detail/owned_pointer.hpp>

namespace serval {

template <class Signature>
class UniqueFunction;

/** A callable that is owned by one place and called through one pointer; it may hold what can only be moved.
    Calling an empty one is an error of the program.
*/
template <class Result, class... Args>
class UniqueFunction<Result(Args...)> {
public:
    UniqueFunction() = default;

    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, UniqueFunction> && std::is_invocable_r_v<Result, F&, Args...>)
    UniqueFunction(F&& function) : callable_{new Holder<std::decay_t<F>>{std::forward<F>(function)}} {}

    Result operator()(Args... args) { return callable_->call(std::forward<Args>(args)...); }
    explicit operator bool() const noexcept { return static_cast<bool>(callable_); }

private:
    struct Callable {
        virtual ~Callable() = default;
        virtual Result call(Args... args) = 0;
    };

    template <class F>
    struct Holder final : Callable {
        explicit Holder(F function) : function_{std::move(function)} {}
        Result call(Args... args) override { return function_(std::forward<Args>(args)...); }
        F function_;
    };

    detail::OwnedPointer<Callable> callable_;
};

}  // namespace serval
