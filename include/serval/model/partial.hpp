#pragma once

#include <cstdint>

#include <serval/model/type_of.hpp>

namespace serval {

/** A change to a `T`, as PATCH sends it: each field is absent, null or a value.

    The rules of `T`'s fields hold for what is given; nothing is required, no default is filled in, and checks of the whole
    object do not run: `check_object` runs them on the result of `apply_to`.
*/
template <class T>
class Partial {
public:
    using Model = T;

    /** Whether the field was given, be it as null. */
    template <auto Member>
    [[nodiscard]] bool has() const { return (state_.given & bit<Member>()) != 0; }
    /** Whether the field was given as null; only a std::optional can be. */
    template <auto Member>
    [[nodiscard]] bool is_null() const { return (state_.null & bit<Member>()) != 0; }
    /** The value given; the member's initial value when there is none. */
    template <auto Member>
    [[nodiscard]] const auto& get() const { return value_.*Member; }
    /** Give a field a value. */
    template <auto Member, class Value>
    Partial& set(Value&& value) {
        value_.*Member = std::forward<Value>(value);
        state_.given |= bit<Member>();
        state_.null &= ~bit<Member>();
        return *this;
    }
    [[nodiscard]] bool empty() const noexcept { return state_.given == 0; }

    /** Copy every field given into `object`. */
    void apply_to(T& object) const {
        detail::visit_members(value_, [&](const auto&... from) {
            detail::visit_members(object, [&](auto&... to) {
                std::uint64_t bit = 1;
                ((state_.given & bit ? void(to = from) : void(), bit <<= 1), ...);
            });
        });
    }

private:
    template <auto Member>
    static std::uint64_t bit() {
        static const std::uint64_t mask = std::uint64_t{1}
                                          << detail::field_index(detail::model_of<T>(), detail::offset_of<Member, T>());
        return mask;
    }

    friend struct detail::PartialAccess;

    PartialState state_;
    T value_{};
};

}  // namespace serval
