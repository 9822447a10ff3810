#pragma once

#include <array>
#include <string>
#include <string_view>

#include <serval/model/text_form.hpp>
#include <serval/model/type_info.hpp>

// The few operations that need to know a type; what is done with them is compiled once, in src/model.

namespace serval {

template <class T>
class Partial;

namespace detail {

struct PartialAccess {
    template <class T>
    static PartialState& state(void* partial) { return static_cast<Partial<T>*>(partial)->state_; }
    template <class T>
    static void* value(void* partial) { return &static_cast<Partial<T>*>(partial)->value_; }
};

template <class T>
consteval std::string_view text_code() {
    if constexpr (requires { TextForm<T>::code; }) return TextForm<T>::code;
    return "invalid";
}

template <class T>
consteval std::string_view text_pattern() {
    if constexpr (requires { TextForm<T>::pattern; }) return TextForm<T>::pattern;
    return {};
}

template <class T>
consteval std::string_view text_example() {
    if constexpr (requires { TextForm<T>::example; }) return TextForm<T>::example;
    return {};
}

template <class T>
consteval std::string_view text_encoding() {
    if constexpr (requires { TextForm<T>::content_encoding; }) return TextForm<T>::content_encoding;
    return {};
}

template <class T>
inline constexpr TextOps text_ops{
    [](std::string_view text, void* out) { return TextForm<T>::parse(text, *static_cast<T*>(out)); },
    [](const void* value, std::string& out) { TextForm<T>::format(*static_cast<const T*>(value), out); },
    TextForm<T>::format_name,
    TextForm<T>::message,
    text_code<T>(),
    text_pattern<T>(),
    text_example<T>(),
    text_encoding<T>()};

template <class T>
inline constexpr OptionalOps optional_ops{
    [](void* value) -> void* { return &static_cast<T*>(value)->emplace(); },
    [](void* value) { static_cast<T*>(value)->reset(); },
    [](const void* value) -> const void* {
        const T& optional = *static_cast<const T*>(value);
        return optional ? &*optional : nullptr;
    }};

template <class T>
void visit_items(const void* list, void* context, ListOps::Visit visit) {
    for (const auto& item : *static_cast<const T*>(list)) visit(context, &item);
}

/** Room for these is made with the first one: most lists are short, and would otherwise move house twice. */
inline constexpr std::size_t few_items = 4;

template <class T>
bool append_to(void* erased, std::size_t, void* context, ListOps::Fill fill) {
    T& list = *static_cast<T*>(erased);
    if constexpr (requires { list.emplace_back(); }) {
        if constexpr (requires { list.reserve(few_items); }) {
            if (list.capacity() == 0) list.reserve(few_items);
        }
        fill(context, &list.emplace_back());
    } else {
        typename T::value_type item{};
        fill(context, &item);
        list.insert(std::move(item));
    }
    return true;
}

template <class T>
inline constexpr ListOps list_ops{
    [](void* list) { static_cast<T*>(list)->clear(); },
    &append_to<T>,
    [](const void* list) { return static_cast<const T*>(list)->size(); },
    &visit_items<T>,
    0,
    !requires(T list) { list.emplace_back(); }};

template <class Item, std::size_t N>
inline constexpr ListOps list_ops<std::array<Item, N>>{
    [](void*) {},
    [](void* list, std::size_t index, void* context, ListOps::Fill fill) {
        if (index < N) fill(context, static_cast<std::array<Item, N>*>(list)->data() + index);
        return index < N;
    },
    [](const void*) { return N; },
    &visit_items<std::array<Item, N>>,
    N,
    false};

template <class T>
inline constexpr MapOps map_ops{
    [](void* map) { static_cast<T*>(map)->clear(); },
    [](void* map, std::string key) -> void* {
        const auto [at, is_new] = static_cast<T*>(map)->try_emplace(std::move(key));
        return is_new ? &at->second : nullptr;
    },
    [](const void* map) { return static_cast<const T*>(map)->size(); },
    [](const void* map, void* context, MapOps::Visit visit) {
        for (const auto& [key, value] : *static_cast<const T*>(map)) visit(context, key, &value);
    }};

template <class T>
inline constexpr PartialOps partial_ops{&PartialAccess::state<T>, &PartialAccess::value<T>};

}  // namespace detail
}  // namespace serval
