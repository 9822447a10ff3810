#pragma once

#include <type_traits>
#include <utility>

namespace serval {

template <class Signature>
class UniqueFunction;

/** A callable that is owned by one place and called through one pointer; it may hold what can only be moved.
    Calling an empty one is an error of the program.
*/
template <class Result, class... Args>
class UniqueFunction<Result(Args...)> {
public:
    UniqueFunction() noexcept = default;

    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, UniqueFunction> && std::is_invocable_r_v<Result, F&, Args...>)
    UniqueFunction(F&& function)
        : held_{new std::decay_t<F>(std::forward<F>(function))}, call_{&call<std::decay_t<F>>}, destroy_{&destroy<std::decay_t<F>>} {}

    UniqueFunction(UniqueFunction&& other) noexcept
        : held_{std::exchange(other.held_, nullptr)}, call_{other.call_}, destroy_{other.destroy_} {}
    UniqueFunction& operator=(UniqueFunction&& other) noexcept {
        UniqueFunction taken{std::move(other)};
        std::swap(held_, taken.held_);
        std::swap(call_, taken.call_);
        std::swap(destroy_, taken.destroy_);
        return *this;
    }
    ~UniqueFunction() {
        if (held_ != nullptr) destroy_(held_);
    }

    Result operator()(Args... args) { return call_(held_, std::forward<Args>(args)...); }
    explicit operator bool() const noexcept { return held_ != nullptr; }

private:
    // Two functions, and no class with a table of them, are what each callable costs to compile.
    template <class F>
    static Result call(void* held, Args... args) {
        return (*static_cast<F*>(held))(std::forward<Args>(args)...);
    }
    template <class F>
    static void destroy(void* held) noexcept {
        delete static_cast<F*>(held);
    }

    void* held_ = nullptr;
    Result (*call_)(void*, Args...) = nullptr;
    void (*destroy_)(void*) noexcept = nullptr;
};

}  // namespace serval
