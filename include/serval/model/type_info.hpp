#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/model/choice.hpp>

namespace serval {

struct ModelInfo;
struct TypeInfo;

/** What a value is in JSON, and so which part of a `TypeInfo` says how to handle it. */
enum class Kind : std::uint8_t {
    boolean,
    integer,
    number,
    string,
    view,          // std::string_view: can be written only
    enumeration,   // a string: the enumerator's name
    text,          // a string: what a TextForm makes of it
    optional,
    list,
    map,
    model,
    partial,       // Partial<T>
    any,           // Json
};

/** How to handle a type with a `TextForm`. */
struct TextOps {
    bool (*parse)(std::string_view text, void* out);
    void (*format)(const void* value, std::string& out);
    std::string_view format_name;
    std::string_view message;
    std::string_view code;
    std::string_view pattern;
    std::string_view example;
    std::string_view content_encoding;
};

struct OptionalOps {
    void* (*emplace)(void* optional);
    void (*reset)(void* optional);
    const void* (*get)(const void* optional);   // null when empty
};

struct ListOps {
    using Fill = void (*)(void* context, void* item);
    using Visit = void (*)(void* context, const void* item);

    void (*clear)(void* list);
    bool (*append)(void* list, std::size_t index, void* context, Fill fill);   // the `index`th item; false when there is no room for it
    std::size_t (*size)(const void* list);
    void (*each)(const void* list, void* context, Visit visit);
    std::size_t fixed_size;                           // of a std::array; 0 when the size may change
    bool is_set;                                      // equal items are kept once
};

struct MapOps {
    using Visit = void (*)(void* context, const std::string& key, const void* value);

    void (*clear)(void* map);
    void* (*insert)(void* map, std::string key);      // the new value; null when the key is there already
    std::size_t (*size)(const void* map);
    void (*each)(const void* map, void* context, Visit visit);
};

/** Which fields of a `Partial` were given: bit n stands for the model's nth field. */
struct PartialState {
    std::uint64_t given = 0;
    std::uint64_t null = 0;
};

struct PartialOps {
    PartialState& (*state)(void* partial);
    void* (*value)(void* partial);
};

/** The enumerators of an enumeration with values 0..127, in order of value. */
struct EnumInfo {
    std::string_view type;               // as the compiler spells it
    std::vector<std::pair<std::string_view, std::int64_t>> names{};
    std::vector<Choice> labels{};        // what is said of some of them
    std::vector<std::string> mistakes{}; // of what is said
};

/** Everything known of a type at run time: plain data, made at compile time, one object for each type. */
struct TypeInfo {
    Kind kind = Kind::any;
    bool is_signed = false;
    std::size_t size = 0;              // in bytes; only of booleans, integers, numbers, enumerations
    std::string_view name;             // as the compiler spells it
    const TypeInfo* inner = nullptr;   // what an optional, list, map or Partial holds
    const TextOps* text = nullptr;
    const OptionalOps* optional = nullptr;
    const ListOps* list = nullptr;
    const MapOps* map = nullptr;
    const PartialOps* partial = nullptr;
    const EnumInfo& (*enumeration)() = nullptr;
    const ModelInfo& (*model)() = nullptr;   // of a model, and of what a Partial is partial of
};

namespace detail {

template <class T>
consteval TypeInfo make_type_info();

template <class T>
inline constexpr TypeInfo type_info = make_type_info<T>();

/** Append an item to a list and have `fill(void* item)` fill it; false when there is no room for it. */
template <class Fill>
bool append_item(const ListOps& ops, void* list, std::size_t index, Fill fill) {
    return ops.append(list, index, &fill, [](void* erased, void* item) { (*static_cast<Fill*>(erased))(item); });
}

/** `visit(const void* item)` for each item, in order. */
template <class Visit>
void each_item(const ListOps& ops, const void* list, Visit visit) {
    ops.each(list, &visit, [](void* erased, const void* item) { (*static_cast<Visit*>(erased))(item); });
}

}  // namespace detail

}  // namespace serval
