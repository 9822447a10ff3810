#pragma once

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include <serval/tasks/chain.hpp>
#include <serval/tasks/frame_pool.hpp>
#include <serval/tasks/outcome.hpp>

namespace serval {

template <class T>
class Task;
template <class T>
class RootTask;

namespace detail {

/** What the promises of all tasks have in common: the chain that the task runs in, and who awaits it. */
class TaskPromise {
public:
    struct Return {
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> task) const noexcept {
            task.promise().leave();
        }
        void await_resume() const noexcept {}
    };

    static void* operator new(std::size_t size) { return allocate_frame(size); }
    static void operator delete(void* frame, std::size_t size) noexcept { release_frame(frame, size); }

    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] Return final_suspend() const noexcept { return {}; }

    [[nodiscard]] bool is_started() const noexcept { return chain_ != nullptr; }
    [[nodiscard]] Chain& chain() const noexcept { return *chain_; }
    void enter(Chain& chain, std::coroutine_handle<> awaiting) noexcept {
        chain_ = &chain;
        awaiting_ = awaiting;
    }

private:
    void leave() const noexcept {
        if (awaiting_ != nullptr) chain_->resume(awaiting_);
        else chain_->end();
    }

    Chain* chain_ = nullptr;
    std::coroutine_handle<> awaiting_;
};

template <class T>
class ValuePromise : public TaskPromise {
public:
    Task<T> get_return_object() noexcept;
    void unhandled_exception() noexcept { outcome_.fail(std::current_exception()); }
    template <std::convertible_to<T> U = T>
    void return_value(U&& value) {
        outcome_.succeed(std::forward<U>(value));
    }
    T take() { return outcome_.take(); }

private:
    Outcome<T> outcome_;
};

template <>
class ValuePromise<void> : public TaskPromise {
public:
    Task<void> get_return_object() noexcept;
    void unhandled_exception() noexcept { error_ = std::current_exception(); }
    void return_void() const noexcept {}
    void take() {
        if (error_ != nullptr) std::rethrow_exception(std::exchange(error_, nullptr));
    }

private:
    std::exception_ptr error_;
};

template <class T>
class TaskAwaiter {
public:
    explicit TaskAwaiter(Task<T>& task) noexcept : task_{&task} {}

    [[nodiscard]] bool await_ready() const { return task_->check_unused(); }

    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> parent) const noexcept {
        static_assert(std::derived_from<Promise, TaskPromise>,
                      "a Task is awaited in a coroutine that returns a Task; elsewhere use sync_wait or RootTask");
        Chain& chain = parent.promise().chain();
        chain.resume(task_->enter(chain, parent));
    }

    T await_resume() const { return task_->take(); }

private:
    Task<T>* task_;
};

[[noreturn]] void refuse_empty_task();
[[noreturn]] void refuse_second_await();

}  // namespace detail

/** A coroutine's result to come. Nothing runs before it is awaited; it is awaited once.

    `T` may be void, a reference, or a type that can only be moved. Exceptions reach the one who awaits. A task runs
    on the home loop of the one who awaits it, and inherits its cancellation (tasks/this_task.hpp).

    Awaiting a task a second time, or one that was moved from, throws `std::logic_error`. A task that was started is
    not destroyed before it has finished: to end it early, ask for its cancellation.

    With g++ 12, name an aggregate, or a lambda that captures by value, in a statement before the one with `co_await`:
    the compiler destroys such a temporary twice.
*/
template <class T = void>
class [[nodiscard]] Task {
    static_assert(!std::is_rvalue_reference_v<T>, "a Task gives a value, an lvalue reference or nothing");

public:
    using promise_type = detail::ValuePromise<T>;

    /** A task that has finished already, with the result made of `args`: no coroutine, no frame. */
    template <class... Args>
        requires std::constructible_from<detail::Stored<T>, Args...> || std::is_reference_v<T>
    static Task ready(Args&&... args) {
        Task task;
        if constexpr (std::is_reference_v<T>) task.ready_.emplace(std::addressof(args)...);
        else task.ready_.emplace(std::forward<Args>(args)...);
        return task;
    }

    Task(Task&& other) noexcept
        : frame_{std::exchange(other.frame_, nullptr)}, ready_{std::exchange(other.ready_, std::nullopt)} {}
    Task& operator=(Task&& other) noexcept {
        Task old{std::move(other)};
        std::swap(frame_, old.frame_);
        std::swap(ready_, old.ready_);
        return *this;
    }
    ~Task() {
        if (frame_ != nullptr) frame_.destroy();
    }

    [[nodiscard]] detail::TaskAwaiter<T> operator co_await() noexcept { return detail::TaskAwaiter<T>{*this}; }

private:
    friend promise_type;
    friend detail::TaskAwaiter<T>;
    friend RootTask<T>;

    Task() = default;
    explicit Task(std::coroutine_handle<promise_type> frame) noexcept : frame_{frame} {}

    /** Throws when there is nothing to await any more; true when the result is there without running anything. */
    [[nodiscard]] bool check_unused() const {
        if (ready_.has_value()) return true;
        if (frame_ == nullptr) detail::refuse_empty_task();
        if (frame_.promise().is_started()) detail::refuse_second_await();
        return false;
    }

    std::coroutine_handle<> enter(detail::Chain& chain, std::coroutine_handle<> awaiting) const noexcept {
        frame_.promise().enter(chain, awaiting);
        return frame_;
    }

    T take() {
        if (frame_ != nullptr) return frame_.promise().take();
        detail::Stored<T> result = std::move(*ready_);
        ready_.reset();
        return detail::restored<T>(result);
    }

    std::coroutine_handle<promise_type> frame_;
    std::optional<detail::Stored<T>> ready_;
};

template <class T>
Task<T> detail::ValuePromise<T>::get_return_object() noexcept {
    return Task<T>{std::coroutine_handle<ValuePromise>::from_promise(*this)};
}

inline Task<void> detail::ValuePromise<void>::get_return_object() noexcept {
    return Task<void>{std::coroutine_handle<ValuePromise>::from_promise(*this)};
}

}  // namespace serval
