#pragma once

#include <array>
#include <concepts>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <serval/model/choices.hpp>
#include <serval/model/fields.hpp>
#include <serval/model/json.hpp>
#include <serval/model/reflection.hpp>
#include <serval/model/text_form.hpp>
#include <serval/model/type_info.hpp>
#include <serval/model/type_ops.hpp>

namespace serval {

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_partial = false;
template <class T>
inline constexpr bool is_partial<Partial<T>> = true;

template <class T>
inline constexpr bool is_std_array = false;
template <class T, std::size_t N>
inline constexpr bool is_std_array<std::array<T, N>> = true;

/** std::vector<bool>, by its references that are none. */
template <class T>
inline constexpr bool is_bit_list = requires(T list) {
    requires std::same_as<typename T::value_type, bool>;
    requires !std::same_as<decltype(list[0]), bool&>;
};

template <class T>
concept GrowingList = requires(T list, typename T::value_type& item) {
    { list.emplace_back() } -> std::same_as<decltype(item)>;
    { list[0] } -> std::same_as<decltype(item)>;
    list.clear();
};

template <class T>
concept StringMap = requires(T map) {
    requires std::same_as<typename T::key_type, std::string>;
    typename T::mapped_type;
    map.try_emplace(std::string{});
};

/** Smart pointers. */
template <class T>
concept PointsToOne = requires(const T& pointer) {
    typename T::element_type;
    pointer.get();
    *pointer;
};

/** std::set and its like. */
template <class T>
concept SetOfItems = requires(T set, typename T::value_type item) {
    requires std::same_as<typename T::key_type, typename T::value_type>;
    set.insert(std::move(item));
    set.clear();
};

template <class T>
concept PlainNumber = (std::integral<T> && sizeof(T) <= 8 && !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                       !std::same_as<T, char16_t> && !std::same_as<T, char32_t>) ||
                      std::same_as<T, float> || std::same_as<T, double>;

template <class T>
concept FixedEnum = std::is_enum_v<T> && requires { T{0}; };

/** What can stand in JSON, as far as the type's outside tells. */
template <class T>
concept Modelled = std::same_as<T, Json> || HasTextForm<T> || PlainNumber<T> || std::same_as<T, std::string> ||
                   std::same_as<T, std::string_view> || FixedEnum<T> || is_optional<T> || is_partial<T> ||
                   is_std_array<T> || GrowingList<T> || SetOfItems<T> || StringMap<T> ||
                   (std::is_class_v<T> && std::is_aggregate_v<T> && !HasBase<T>);

[[nodiscard]] EnumInfo make_enum(std::string_view type, const char* spelling);

template <class T>
EnumInfo build_enum() {
    EnumInfo info = make_enum(type_name<T>, enumerators_spelling<T>());
    if constexpr (Labelled<T>) {
        Choices<T> choices{info};
        describe(choices);
    }
    return info;
}

template <class T>
const EnumInfo& enum_of() {
    static const EnumInfo info = build_enum<T>();
    return info;
}

template <class T>
concept Described = requires(Fields<T>& fields) { T::describe(fields); };

template <class T>
concept HasUncalledDescribe = !Described<T> && requires { &T::describe; };

struct MemberSeed {
    const void* address;
    const TypeInfo* type;
};

[[nodiscard]] ModelInfo make_model(std::string_view type, const char* members, const void* object,
                                   std::initializer_list<MemberSeed> seeds);
/** What `describe` throws is a mistake of the model. */
void describe_model(ModelInfo& model, void (*describe)(ModelInfo& model));
void finish_model(ModelInfo& model);

template <class T>
ModelInfo build_model() {
    ModelInfo model = visit_members(blank<T>(), [](auto&... members) {
        static_assert(!(std::is_const_v<std::remove_reference_t<decltype(members)>> || ...),
                      "A model's members are not const, as it is filled while it is read: make the whole object const where it must not change.");
        return make_model(type_name<T>, members_spelling<T>(), &blank<T>(),
                          {MemberSeed{&members, &type_info<std::remove_cvref_t<decltype(members)>>}...});
    });
    if constexpr (Described<T>) {
        describe_model(model, [](ModelInfo& described) {
            Fields<T> fields{described};
            T::describe(fields);
        });
    }
    finish_model(model);
    return model;
}

template <class T>
const ModelInfo& model_of() {
    static const ModelInfo model = build_model<T>();
    return model;
}

/** The door: says why a type cannot be a model, in one sentence, the first that fits; false then, so that nothing else is said. */
template <class T>
consteval bool require_model() {
    if constexpr (std::is_pointer_v<T> || std::is_reference_v<T>) {
        static_assert(!std::is_pointer_v<T> && !std::is_reference_v<T>,
                      "A model cannot hold a pointer or a reference, as nobody could say who owns it: hold the value, or a std::optional of it.");
    } else if constexpr (std::is_array_v<T>) {
        static_assert(!std::is_array_v<T>, "A model cannot hold a C array: use std::array or std::vector.");
    } else if constexpr (std::is_union_v<T>) {
        static_assert(!std::is_union_v<T>, "A union cannot be a model: nothing tells which of its members is alive.");
    } else if constexpr (std::is_enum_v<T>) {
        static_assert(FixedEnum<T>, "An enumeration without a fixed underlying type has no safe range to look for names in: "
                                    "write `enum class`, or give it a type.");
    } else if constexpr (std::is_arithmetic_v<T>) {
        static_assert(PlainNumber<T>, "A model's numbers are bool, integers of up to 64 bits, float and double; this is another one.");
    } else if constexpr (is_bit_list<T>) {
        static_assert(!is_bit_list<T>, "A std::vector<bool> keeps bits that cannot be pointed to: use std::deque<bool>.");
    } else if constexpr (MapValue<T>) {
        static_assert(!MapValue<T>, "A model's map has std::string for its keys, as names in JSON are strings.");
    } else if constexpr (PointsToOne<T>) {
        static_assert(!PointsToOne<T>, "A model cannot hold a smart pointer: hold the value, or a std::optional of it; a std::vector where it may hold itself.");
    } else if constexpr (!std::is_aggregate_v<T>) {
        static_assert(std::is_aggregate_v<T>, "This type is no aggregate (it has private members, constructors or virtual functions) "
                                              "and has no TextForm: make it a plain struct, or specialise serval::TextForm for it.");
    } else if constexpr (HasBase<T>) {
        static_assert(!HasBase<T>, "A model cannot have a base class: hold it as a member instead.");
    } else if constexpr (takes<T>(std::make_index_sequence<most_members + 1>{})) {
        static_assert(!takes<T>(std::make_index_sequence<most_members + 1>{}),
                      "A model has at most 64 members (a C array counts each of its items): put some of them into a struct of their own.");
    } else if constexpr (has_array<T>(std::make_index_sequence<member_count<T>>{})) {
        static_assert(!has_array<T>(std::make_index_sequence<member_count<T>>{}),
                      "A model cannot hold a C array: use std::array or std::vector.");
    } else if constexpr (HasReference<T>) {
        static_assert(!HasReference<T>,
                      "A model cannot hold a pointer or a reference, as nobody could say who owns it: hold the value, or a std::optional of it.");
    } else if constexpr (HasUncalledDescribe<T>) {
        static_assert(!HasUncalledDescribe<T>, "A model's describe is `static void describe(serval::Fields<Book>& f)`, with its own name "
                                               "for Book: this one would never be called.");
    } else {
        return true;
    }
    return false;
}

template <class T>
consteval TypeInfo make_type_info() {
    TypeInfo info;
    info.name = type_name<T>;
    if constexpr (std::same_as<T, Json>) {
        info.kind = Kind::any;
    } else if constexpr (HasTextForm<T>) {
        info.kind = Kind::text;
        info.text = &text_ops<T>;
    } else if constexpr (PlainNumber<T>) {
        info.kind = std::same_as<T, bool> ? Kind::boolean : std::integral<T> ? Kind::integer : Kind::number;
        info.is_signed = std::is_signed_v<T>;
        info.size = sizeof(T);
    } else if constexpr (std::same_as<T, std::string>) {
        info.kind = Kind::string;
    } else if constexpr (std::same_as<T, std::string_view>) {
        info.kind = Kind::view;
    } else if constexpr (FixedEnum<T>) {
        info.kind = Kind::enumeration;
        info.is_signed = std::is_signed_v<std::underlying_type_t<T>>;
        info.size = sizeof(T);
        info.enumeration = &enum_of<T>;
    } else if constexpr (is_optional<T>) {
        info.kind = Kind::optional;
        info.inner = &type_info<typename T::value_type>;
        info.optional = &optional_ops<T>;
    } else if constexpr (is_std_array<T> || GrowingList<T> || SetOfItems<T>) {
        info.kind = Kind::list;
        info.inner = &type_info<typename T::value_type>;
        info.list = &list_ops<T>;
    } else if constexpr (StringMap<T>) {
        info.kind = Kind::map;
        info.inner = &type_info<typename T::mapped_type>;
        info.map = &map_ops<T>;
    } else if constexpr (is_partial<T>) {
        info.kind = Kind::partial;
        info.inner = &type_info<typename T::Model>;
        info.partial = &partial_ops<typename T::Model>;
        info.model = &model_of<typename T::Model>;
    } else {
        info.kind = Kind::model;
        if constexpr (require_model<T>()) info.model = &model_of<T>;
    }
    return info;
}

/** Builds every model that `type` leads to. @throws ModelError */
const TypeInfo& prepared(const TypeInfo& type);

}  // namespace detail

/** Descriptions of models that are at odds with themselves, all of those that a type leads to. */
class ModelError : public std::logic_error {
public:
    explicit ModelError(std::vector<std::string> mistakes);

    /** A sentence each, naming model and field. */
    [[nodiscard]] const std::vector<std::string>& mistakes() const noexcept { return mistakes_; }

private:
    std::vector<std::string> mistakes_;
};

/** What is wrong with the descriptions of the models that `type` leads to; builds them. */
[[nodiscard]] std::vector<std::string> model_mistakes(const TypeInfo& type);

/** What is known of `T` at run time. The first call builds every model that `T` leads to, running their `describe`.
    Thread-safe; lasts as long as the program.
    @throws ModelError when a description is at odds with itself.
*/
template <class T>
[[nodiscard]] const TypeInfo& type_of() {
    static const TypeInfo& info = detail::prepared(detail::type_info<std::remove_cvref_t<T>>);
    return info;
}

/** The same without a look into its models, for those who only name it: their mistakes are told when the app is built. */
template <class T>
[[nodiscard]] constexpr const TypeInfo& named_type() noexcept {
    return detail::type_info<std::remove_cvref_t<T>>;
}

/** A type that can be rendered. */
template <class T>
concept Writable = detail::Modelled<std::remove_cvref_t<T>>;

/** A type that can be made from input. */
template <class T>
concept Readable = Writable<T> && !std::same_as<std::remove_cvref_t<T>, std::string_view>;

namespace detail {
/** A type whose fields can be read one by one. */
template <class T>
concept ReadableModel = Readable<T> && (type_info<T>.kind == Kind::model || type_info<T>.kind == Kind::partial);
}

}  // namespace serval
