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
    SharedFunction(F function)
        : held_{std::make_shared<const F>(std::move(function))}, call_{[](const void* held, Args... args) -> Result {
              return (*static_cast<const F*>(held))(args...);
          }} {}

    Result operator()(Args... args) const { return call_(held_.get(), args...); }
    explicit operator bool() const noexcept { return call_ != nullptr; }

private:
    std::shared_ptr<const void> held_;
    Result (*call_)(const void*, Args...) = nullptr;
};

}  // namespace serval
