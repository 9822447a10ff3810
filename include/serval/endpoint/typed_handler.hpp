#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

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

/** What a call calls. */
template <class Callable>
class CallTarget {
public:
    explicit CallTarget(const Callable& callable) noexcept : callable_{callable} {}

    void bind(Extraction&) noexcept {}
    [[nodiscard]] const Callable& get() const noexcept { return callable_; }

private:
    const Callable& callable_;
};

/** A member function, and the object that it is called on: the app's one, found when the app is built, or null when each request has its own. */
template <class Member, class Controller>
struct BoundMember {
    Member member;
    Controller* controller = nullptr;

    template <class... Args>
    decltype(auto) operator()(Args&&... args) const {
        return (controller->*member)(std::forward<Args>(args)...);
    }
};

template <class Member, class Controller>
class CallTarget<BoundMember<Member, Controller>> {
    using Bound = BoundMember<Member, Controller>;

public:
    explicit CallTarget(const Bound& bound) noexcept : bound_{bound} {}

    void bind(Extraction& in) noexcept { services_ = &in.services(); }
    /** The controller lives until the request is answered. */
    [[nodiscard]] Bound get() const {
        if (bound_.controller != nullptr) return bound_;
        return {bound_.member, static_cast<Controller*>(services_->get(ServiceKey::of<Controller>()))};
    }

private:
    const Bound& bound_;
    RequestServices* services_ = nullptr;
};

/** A call of a handler that ends where it began. */
template <class Callable, class Result, class... Parameters>
class PlainCall final : public Call {
public:
    explicit PlainCall(const Callable& callable) : target_{callable} {}

    void bind(Extraction& in) override {
        target_.bind(in);
        slots_.emplace(in);
    }
    bool invoke(const TaskContext&, TaskWaiter&) override {
        result_.fill([this]() -> Result { return slots_->call(target_.get()); });
        return true;
    }
    void write(Rendering& out) override { result_.write(out); }

private:
    CallTarget<Callable> target_;
    std::optional<ParameterSlots<std::index_sequence_for<Parameters...>, Parameters...>> slots_;
    ResultSlot<Result> result_;
};

/** A call of a handler that may wait. */
template <class Callable, class Value, class... Parameters>
class TaskCall final : public Call {
public:
    explicit TaskCall(const Callable& callable) : target_{callable} {}

    void bind(Extraction& in) override {
        target_.bind(in);
        slots_.emplace(in);
    }
    bool invoke(const TaskContext& context, TaskWaiter& waiter) override {
        task_.emplace(slots_->call(target_.get()));
        return task_->start(context, waiter);
    }
    void write(Rendering& out) override {
        result_.fill([this]() -> Value { return task_->result(); });
        result_.write(out);
    }

private:
    CallTarget<Callable> target_;
    std::optional<ParameterSlots<std::index_sequence_for<Parameters...>, Parameters...>> slots_;
    std::optional<RootTask<Value>> task_;
    ResultSlot<Value> result_;
};

/** A handler with its types. `Callable` is called with the arguments alone. */
template <class Callable, class Result, class... Parameters>
class TypedHandler : public Handler {
    using Traits = TaskTraits<Result>;
    using Value = typename Traits::Value;
    using CallType = std::conditional_t<Traits::is_task, TaskCall<Callable, Value, Parameters...>,
                                        PlainCall<Callable, Result, Parameters...>>;

    static_assert(body_readers_in(FlatParameters<Parameters...>{}) <= 1, "Two parameters read the body: a body can be read once.");
    static_assert(!(Traits::is_task && ((is_borrowed<Parameters> || ...) || any_is_borrowed(FlatParameters<Parameters...>{}))),
                  "A handler that returns a Task takes its arguments by value: what it borrows may be gone when it goes on.");

public:
    explicit TypedHandler(Callable callable) : callable_{std::move(callable)} {}

    Call& begin(CallSlot& slot) const override { return slot.template emplace<CallType>(callable_); }

    void describe(std::vector<Argument>& arguments) const override {
        static_cast<void>(arguments);   // where there are none
        (ParameterSlot<Parameters>::describe(arguments), ...);
    }
    void describe(DeclaredResponses& responses) const override { ResultSlot<Value>::describe(responses); }
    bool reads_body() const noexcept override { return body_readers_in(FlatParameters<Parameters...>{}) > 0; }
    bool negotiates() const noexcept override { return is_negotiated<Value>; }
    bool gives_nothing() const noexcept override { return std::is_void_v<Value>; }
    bool waits() const noexcept override { return Traits::is_task; }

protected:
    Callable callable_;
};

template <class Member, class Controller, class Result, class... Parameters>
class MemberHandler final : public TypedHandler<BoundMember<Member, Controller>, Result, Parameters...> {
    using Typed = TypedHandler<BoundMember<Member, Controller>, Result, Parameters...>;

public:
    explicit MemberHandler(Member member) : Typed{BoundMember<Member, Controller>{member}} {}

    void prepare(const Services& services) override {
        this->callable_.controller = static_cast<Controller*>(services.find(ServiceKey::of<Controller>()));
    }
    ServiceKey controller() const noexcept override { return ServiceKey::of<Controller>(); }
};

// Not by make_unique: a pointer type for each handler is a fifth of what a route costs to compile.
template <class Controller, class F, class... Parameters>
std::unique_ptr<Handler> erase(F handler, TypeList<Parameters...>) {
    if constexpr (std::is_member_function_pointer_v<F>) {
        return std::unique_ptr<Handler>{new MemberHandler<F, Controller, ResultOf<F>, Parameters...>{handler}};
    } else {
        return std::unique_ptr<Handler>{new TypedHandler<F, ResultOf<F>, Parameters...>{std::move(handler)}};
    }
}

}  // namespace serval::detail
