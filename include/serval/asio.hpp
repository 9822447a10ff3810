#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>

#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/loop.hpp>
#include <serval/tasks/pause.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval {

/** A completion token that makes a `Task` of any Asio operation. */
struct UseTask {
    explicit constexpr UseTask() = default;
};

/** Await any Asio operation: `const std::size_t size = co_await socket.async_read_some(buffer, use_task);`.

    The task gives what the operation completes with besides its error: nothing, one value, or a tuple. It begins when
    it is awaited, and goes on at home wherever the operation completes. Buffers and objects named in the operation
    outlive it.

    Throws `boost::system::system_error` for an error code, a completion's `exception_ptr` as what it is, and
    `Cancelled` when cancellation was asked for: before, so that nothing began, or meanwhile, which ends the
    operation by Asio's terminal cancellation. For that its sockets and timers are made on `asio_executor()`.

    What completes on other threads has to be joined before the home loop is gone: Asio counts its work there.
*/
inline constexpr UseTask use_task{};

/** The executor of the loop that runs on this thread, to make sockets, timers and resolvers on.
    Throws `std::logic_error` where no loop runs, or one that is not Asio's.
*/
[[nodiscard]] inline boost::asio::io_context::executor_type asio_executor();

namespace detail {

[[noreturn]] void refuse_foreign_loop();

[[nodiscard]] inline boost::asio::io_context& io_context_of(Loop* loop) {
    void* context = loop != nullptr ? loop->native(type_id<boost::asio::io_context>) : nullptr;
    if (context == nullptr) refuse_foreign_loop();
    return *static_cast<boost::asio::io_context*>(context);
}

/** What a completion's arguments become: nothing, the one, or a tuple of them. */
template <class... Values>
struct CompletionValue {
    using type = std::tuple<Values...>;
};
template <class Value>
struct CompletionValue<Value> {
    using type = Value;
};
template <>
struct CompletionValue<> {
    using type = void;
};

/** Takes a completion apart into error and values. */
template <class... Args>
struct Completion {
    using Result = typename CompletionValue<std::decay_t<Args>...>::type;
    static void keep(std::exception_ptr&, boost::system::error_code&, Outcome<Result>& outcome, Args... values) {
        outcome.succeed(std::move(values)...);
    }
};

template <class... Args>
struct Completion<boost::system::error_code, Args...> {
    using Result = typename CompletionValue<std::decay_t<Args>...>::type;
    static void keep(std::exception_ptr&, boost::system::error_code& kept, Outcome<Result>& outcome,
                     boost::system::error_code error, Args... values) {
        kept = error;
        outcome.succeed(std::move(values)...);
    }
};

template <class... Args>
struct Completion<std::exception_ptr, Args...> {
    using Result = typename CompletionValue<std::decay_t<Args>...>::type;
    static void keep(std::exception_ptr& kept, boost::system::error_code&, Outcome<Result>& outcome,
                     std::exception_ptr error, Args... values) {
        kept = std::move(error);
        outcome.succeed(std::move(values)...);
    }
};

/** One operation on its way, in the frame of the task that waits for it. */
class AsioOperation : Cancellation::Listener {
public:
    explicit AsioOperation(Chain& chain)
        : Listener{chain.context().cancellation}, context_{chain.context()}, executor_{io_context_of(&context_.loop).get_executor()},
          pause_{chain} {}

    [[nodiscard]] const boost::asio::io_context::executor_type& executor() const noexcept { return executor_; }
    [[nodiscard]] boost::asio::cancellation_slot slot() noexcept { return signal_.slot(); }
    [[nodiscard]] Pause::Awaiter ended() noexcept { return pause_.ended(); }

protected:
    /** The completion's values are kept. On any thread; what `this` belongs to may be gone when it returns. */
    void completed() noexcept {
        if (context_.loop.is_current() && !cancelling_) pause_.end();
        else pause_.end_at_home();
    }

    void throw_if_failed(const boost::system::error_code& error) const {
        if (error == boost::asio::error::operation_aborted && context_.cancellation.requested()) throw Cancelled{};
        if (error) throw boost::system::system_error{error};
    }

private:
    // Should the operation complete within, its task goes on later, not inside the one who cancels.
    void cancelled() noexcept override {
        cancelling_ = true;
        signal_.emit(boost::asio::cancellation_type::terminal);
        cancelling_ = false;
    }

    const TaskContext& context_;
    boost::asio::io_context::executor_type executor_;
    Pause pause_;
    boost::asio::cancellation_signal signal_;
    bool cancelling_ = false;
};

template <class... Args>
class AsioCall final : public AsioOperation {
public:
    using Result = typename Completion<Args...>::Result;

    class Handler {
    public:
        using executor_type = boost::asio::io_context::executor_type;
        using cancellation_slot_type = boost::asio::cancellation_slot;

        explicit Handler(AsioCall& call) noexcept : call_{&call} {}
        [[nodiscard]] executor_type get_executor() const noexcept { return call_->executor(); }
        [[nodiscard]] cancellation_slot_type get_cancellation_slot() const noexcept { return call_->slot(); }
        void operator()(Args... args) { call_->complete(std::move(args)...); }

    private:
        AsioCall* call_;
    };

    using AsioOperation::AsioOperation;

    Result take() {
        if (exception_ != nullptr) std::rethrow_exception(exception_);
        throw_if_failed(error_);
        return outcome_.take();
    }

private:
    void complete(Args... args) {
        Completion<Args...>::keep(exception_, error_, outcome_, std::move(args)...);
        completed();
    }

    std::exception_ptr exception_;
    boost::system::error_code error_;
    Outcome<Result> outcome_;
};

}  // namespace detail

inline boost::asio::io_context::executor_type asio_executor() { return detail::io_context_of(Loop::current()).get_executor(); }

}  // namespace serval

/** How Asio finds out what an operation with `serval::use_task` returns. */
template <class... Args>
class boost::asio::async_result<serval::UseTask, void(Args...)> {
public:
    using Call = serval::detail::AsioCall<Args...>;
    using return_type = serval::Task<typename Call::Result>;

    template <class Initiation, class... Operands>
    static return_type initiate(Initiation initiation, serval::UseTask, Operands... operands) {
        serval::detail::Chain& chain = co_await serval::detail::this_chain();
        if (chain.context().cancellation.requested()) throw serval::Cancelled{};
        Call call(chain);
        std::move(initiation)(typename Call::Handler(call), std::move(operands)...);
        co_await call.ended();
        co_return call.take();
    }
};
