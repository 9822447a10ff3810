#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include <serval/injection/services.hpp>
#include <serval/serialization/declared_response.hpp>
#include <serval/serialization/rendering.hpp>
#include <serval/tasks/chain.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** One call of a handler: made with its arguments, then called, then its result is written. Belongs to one request. */
class Call {
public:
    virtual ~Call() = default;

    /** Call the handler. True when the result is there; false when it waits, and `waiter` will be told. May throw what the handler throws. */
    [[nodiscard]] virtual bool invoke(const TaskContext& context, TaskWaiter& waiter) = 0;
    /** Render the result. Throws what a coroutine handler threw after it had waited. */
    virtual void write(Rendering& out) = 0;
};

/** Room for one call, in place where it fits. */
class CallSlot {
public:
    CallSlot() = default;
    ~CallSlot() { clear(); }
    CallSlot(const CallSlot&) = delete;
    CallSlot& operator=(const CallSlot&) = delete;

    template <class T, class... Args>
    void emplace(Args&&... args) {
        clear();
        if constexpr (sizeof(T) <= sizeof(room_)) {
            call_ = ::new (static_cast<void*>(room_)) T(std::forward<Args>(args)...);
            in_place_ = true;
        } else {
            call_ = new T(std::forward<Args>(args)...);
            in_place_ = false;
        }
    }

    [[nodiscard]] Call& operator*() const noexcept { return *call_; }

    void clear() noexcept {
        if (call_ == nullptr) return;
        if (in_place_) call_->~Call();
        else delete call_;
        call_ = nullptr;
    }

private:
    alignas(std::max_align_t) std::byte room_[768];
    Call* call_ = nullptr;
    bool in_place_ = false;
};

/** A handler whose types have been erased: what the pipeline calls. Immutable once the app is built, and thread-safe. */
class Handler {
public:
    virtual ~Handler() = default;

    /** Make a call in `slot` with all its arguments; what is wrong with the input is noted in `in`, and then it is not to be invoked. */
    virtual void begin(CallSlot& slot, Extraction& in) const = 0;
    /** Find what does not change from request to request; called when the app is built. */
    virtual void prepare(const Services&) {}

    /** Append what it takes. */
    virtual void describe(std::vector<Argument>& arguments) const = 0;
    [[nodiscard]] std::vector<Argument> arguments() const;
    /** How it answers; `responses` knows the status of answers that do not name their own. */
    virtual void describe(DeclaredResponses& responses) const = 0;
    /** Whether it wants the body whole before it is called. */
    [[nodiscard]] virtual bool reads_body() const noexcept = 0;
    /** Whether its result is written in a negotiated form, so that Accept has a say. */
    [[nodiscard]] virtual bool negotiates() const noexcept = 0;
    /** Whether it returns void: then it answers 204. */
    [[nodiscard]] virtual bool gives_nothing() const noexcept = 0;
    /** Whether it is a coroutine. */
    [[nodiscard]] virtual bool waits() const noexcept = 0;
    /** The class of a member function that has to be there; no type for others. */
    [[nodiscard]] virtual ServiceKey controller() const noexcept { return {}; }
};

}  // namespace serval
