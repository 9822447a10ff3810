#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstring>
#include <type_traits>

#include <serval/detail/type_id.hpp>

namespace serval {

/** Tells one handler from another, so that a URL can be asked for by handler: `url_for(&BookController::show, 5)`.

    A function or a member function is known by its type and its address, a callable object by its type alone.
    Usable as a key; the order means nothing and differs from run to run.
*/
class HandlerKey {
public:
    /** No handler. */
    HandlerKey() = default;

    template <class Handler>
    [[nodiscard]] static HandlerKey of(const Handler& handler) noexcept {
        using Stored = std::decay_t<Handler>;
        HandlerKey key;
        key.type_ = type_id<Stored>;
        if constexpr (std::is_member_function_pointer_v<Stored> || std::is_pointer_v<Stored>) {
            const Stored address = handler;
            static_assert(sizeof(address) <= sizeof(key.address_));
            std::memcpy(key.address_.data(), &address, sizeof(address));
        }
        return key;
    }

    [[nodiscard]] explicit operator bool() const noexcept { return type_ != nullptr; }
    friend auto operator<=>(const HandlerKey&, const HandlerKey&) = default;

private:
    TypeId type_ = nullptr;
    std::array<std::byte, 2 * sizeof(void*)> address_{};
};

}  // namespace serval
