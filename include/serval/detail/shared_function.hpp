#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace serval {

template <class Signature>
class SharedFunction;

/** A callable that many hold and nobody changes; copies share it. It is called from many threads at once. */
template <class Result, class... Args>
class SharedFunction<Result(Args...)> {
public:
    SharedFunction() = default;

    template <class F>
        requires(!std::is_same_v<F, SharedFunction> && std::is_invocable_v<const F&, Args...>)
    SharedFunction(F function) : held_{hold(new F(std::move(function)), &destroy<F>)}, call_{&call<F>} {}

    Result operator()(Args... args) const { return call_(held_.get(), std::forward<Args>(args)...); }
    explicit operator bool() const noexcept { return call_ != nullptr; }

private:
    // By functions, and not by make_shared: each type that is shared costs a dozen functions to compile.
    static std::shared_ptr<const void> hold(const void* function, void (*destroy)(const void*) noexcept) { return {function, destroy}; }

    template <class F>
    static Result call(const void* held, Args... args) {
        return (*static_cast<const F*>(held))(std::forward<Args>(args)...);
    }
    template <class F>
    static void destroy(const void* held) noexcept {
        delete static_cast<const F*>(held);
    }

    std::shared_ptr<const void> held_;
    Result (*call_)(const void*, Args...) = nullptr;
};

}  // namespace serval
