#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/detail/shared_function.hpp>
#include <serval/endpoint/handler.hpp>
#include <serval/endpoint/parameter.hpp>
#include <serval/endpoint/signature.hpp>
#include <serval/injection/services.hpp>
#include <serval/serialization/result.hpp>
#include <serval/tasks/root_task.hpp>

namespace serval::detail {

template <class T>
struct TaskTraits {
    using Value = T;
    static constexpr bool is_task = false;
};
template <class T>
struct TaskTraits<Task<T>> {
    using Value = T;
    static constexpr bool is_task = true;
};

/** Whether Accept has a say in how `T` is written. */
template <class T>
inline constexpr bool is_negotiated = !std::is_same_v<T, Response> && !std::is_same_v<T, Text> && !std::is_void_v<T>;

/** What a handler gave, until it is rendered. */
template <class T>
class ResultSlot {
    static_assert(HasResult<T>,
                  "A handler returns a model or another type with a JSON form, std::optional of one, Created<T>, NoContent, OneOf<…>, "
                  "Page<T>, Text, Response, or nothing.");

public:
    template <class Invoke>
    void fill(Invoke&& invoke) {
        value_.emplace(invoke());
    }
    void write(Rendering& out) { Result<T>::write(*value_, out); }
    static void describe(DeclaredResponses& responses) { Result<T>::describe(responses); }

private:
    std::optional<T> value_;
};

template <>
class ResultSlot<void> {
public:
    template <class Invoke>
    void fill(Invoke&& invoke) {
        invoke();
    }
    void write(Rendering& out) { out.empty(out.default_status()); }
    static void describe(DeclaredResponses& responses) { responses.empty(responses.default_status()); }
};

/** The arguments of one call of a handler with these parameters. */
template <class... Parameters>
using SlotsFor = ParameterSlots<std::index_sequence_for<Parameters...>, Parameters...>;

/** A handler's function and, of a member function, the object that it is called on.

    Its type knows the signature alone, as do those of all that stands on it: handlers of one signature share their code, and
    only the call itself is compiled for each.
*/
template <class Result, class... Parameters>
struct CallTarget {
    SharedFunction<Result(SlotsFor<Parameters...>&, void* object)> function;
    ServiceKey controller{};   // no type: the function needs no object
    void* object = nullptr;    // the app's one, found when the app is built; null when each request has its own

    /** A controller lives until the request is answered. */
    Result call(SlotsFor<Parameters...>& slots, RequestServices& services) const {
        const bool is_per_request = object == nullptr && controller.type != nullptr;
        return function(slots, is_per_request ? services.get(controller) : object);
    }
};

/** A call of a handler that ends where it began. */
template <class Result, class... Parameters>
class PlainCall final : public Call {
public:
    PlainCall(const CallTarget<Result, Parameters...>& target, Extraction& in)
        : target_{target}, services_{in.services()}, slots_{in} {}

    bool invoke(const TaskContext&, TaskWaiter&) override {
        result_.fill([this]() -> Result { return target_.call(slots_, services_); });
        return true;
    }
    void write(Rendering& out) override { result_.write(out); }

private:
    const CallTarget<Result, Parameters...>& target_;
    RequestServices& services_;
    SlotsFor<Parameters...> slots_;
    ResultSlot<Result> result_;
};

/** A call of a handler that may wait. */
template <class Value, class... Parameters>
class TaskCall final : public Call {
public:
    TaskCall(const CallTarget<Task<Value>, Parameters...>& target, Extraction& in)
        : target_{target}, services_{in.services()}, slots_{in} {}

    bool invoke(const TaskContext& context, TaskWaiter& waiter) override {
        task_.emplace(target_.call(slots_, services_));
        return task_->start(context, waiter);
    }
    void write(Rendering& out) override {
        result_.fill([this]() -> Value { return task_->result(); });
        result_.write(out);
    }

private:
    const CallTarget<Task<Value>, Parameters...>& target_;
    RequestServices& services_;
    SlotsFor<Parameters...> slots_;
    std::optional<RootTask<Value>> task_;
    ResultSlot<Value> result_;
};

/** All handlers of one signature. */
template <class Result, class... Parameters>
class TypedHandler final : public Handler {
    using Traits = TaskTraits<Result>;
    using Value = typename Traits::Value;
    using CallType = std::conditional_t<Traits::is_task, TaskCall<Value, Parameters...>, PlainCall<Result, Parameters...>>;

    static_assert(body_readers_in(FlatParameters<Parameters...>{}) <= 1, "Two parameters read the body: a body can be read once.");
    static_assert(!(Traits::is_task && ((is_borrowed<Parameters> || ...) || any_is_borrowed(FlatParameters<Parameters...>{}))),
                  "A handler that returns a Task takes its arguments by value: what it borrows may be gone when it goes on.");

public:
    explicit TypedHandler(CallTarget<Result, Parameters...> target) noexcept : target_{std::move(target)} {}

    void begin(CallSlot& slot, Extraction& in) const override { slot.template emplace<CallType>(target_, in); }
    void prepare(const Services& services) override {
        if (target_.controller.type != nullptr) target_.object = services.find(target_.controller);
    }

    void describe(std::vector<Argument>& arguments) const override {
        static_cast<void>(arguments);   // where there are none
        (ParameterSlot<Parameters>::describe(arguments), ...);
    }
    void describe(DeclaredResponses& responses) const override { ResultSlot<Value>::describe(responses); }
    bool reads_body() const noexcept override { return body_readers_in(FlatParameters<Parameters...>{}) > 0; }
    bool negotiates() const noexcept override { return is_negotiated<Value>; }
    bool gives_nothing() const noexcept override { return std::is_void_v<Value>; }
    bool waits() const noexcept override { return Traits::is_task; }
    ServiceKey controller() const noexcept override { return target_.controller; }

private:
    CallTarget<Result, Parameters...> target_;
};

/** A member function and the object that it is called on, as one callable. */
template <class Member, class Controller>
struct BoundMember {
    Member member;
    Controller& controller;

    template <class... Args>
    decltype(auto) operator()(Args&&... args) const {
        return (controller.*member)(std::forward<Args>(args)...);
    }
};

template <class Controller, class F, class Result, class... Parameters>
CallTarget<Result, Parameters...> target_of(F handler) {
    using Slots = SlotsFor<Parameters...>;
    if constexpr (std::is_member_function_pointer_v<F>) {
        return {[handler](Slots& slots, void* object) -> Result {
                    return slots.call(BoundMember<F, Controller>{handler, *static_cast<Controller*>(object)});
                },
                ServiceKey::of<Controller>()};
    } else {
        return {[handler = std::move(handler)](Slots& slots, void*) -> Result { return slots.call(handler); }};
    }
}

// Not by make_unique, which would compile a pointer type for each signature.
template <class Controller, class F, class... Parameters>
std::unique_ptr<Handler> erase(F handler, TypeList<Parameters...>) {
    using Typed = TypedHandler<ResultOf<F>, Parameters...>;
    return std::unique_ptr<Handler>{new Typed{target_of<Controller, F, ResultOf<F>, Parameters...>(std::move(handler))}};
}

}  // namespace serval::detail
