#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <serval/model/type_of.hpp>

namespace serval::sql {

/** A value as a database takes it; the first alternative is NULL. */
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

namespace detail {

/** `*value`, of `type`, as the database takes it: a bool as 0 or 1, an enumerator by its name, dates, UUIDs and the like as
    their text, lists, maps and models as JSON. @throws std::domain_error for an integer above the greatest std::int64_t.
*/
[[nodiscard]] Value to_value(const TypeInfo& type, const void* value);

template <class T>
Value value_of(const T& value) {
    if constexpr (std::is_same_v<T, std::nullptr_t> || std::is_same_v<T, std::nullopt_t>) {
        return {};
    } else if constexpr (std::is_same_v<T, Value>) {
        return value;
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return std::string{static_cast<std::string_view>(value)};
    } else {
        static_assert(Writable<T>, "A parameter of SQL is a value that a model can hold.");
        return to_value(type_of<T>(), &value);
    }
}

}  // namespace detail

/** A value for `:name` in a statement. */
struct Parameter {
    std::string name;
    Value value;

    template <class T>
    Parameter(std::string_view name_, const T& value_) : name{name_}, value{detail::value_of(value_)} {}
};

/** The values of a statement by name, `{{"id", 5}, {"title", book.title}}`, or a model's fields, `Parameters::of(book)`. */
class Parameters {
public:
    Parameters() = default;
    Parameters(std::initializer_list<Parameter> given) : given_{given} {}

    /** Every field of `model`; those that a statement does not name are left out. */
    template <Writable T>
    [[nodiscard]] static Parameters of(const T& model) {
        Parameters parameters;
        parameters.add_fields(type_of<T>(), &model);
        return parameters;
    }

    /** One more. */
    Parameters& with(std::string_view name, const auto& value) {
        given_.emplace_back(name, value);
        return *this;
    }

    /** The value called `name`; null when there is none. */
    [[nodiscard]] const Value* find(std::string_view name) const noexcept;
    /** Those that a statement has to name. */
    [[nodiscard]] const std::vector<Parameter>& given() const noexcept { return given_; }

private:
    void add_fields(const TypeInfo& type, const void* model);

    std::vector<Parameter> given_;
    std::vector<Parameter> fields_;
};

}  // namespace serval::sql
