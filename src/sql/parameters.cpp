#include <serval/sql/parameters.hpp>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include <serval/model/model_info.hpp>
#include <serval/model/write.hpp>

#include "model/integer.hpp"

namespace serval::sql {
namespace {

std::int64_t to_integer(const TypeInfo& type, const void* value) {
    if (!type.is_signed && type.size == sizeof(std::uint64_t)) {
        const auto number = *static_cast<const std::uint64_t*>(value);
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            throw std::domain_error{"an integer above 9223372036854775807 cannot be stored"};
        }
    }
    return serval::detail::load_signed(type, value);
}

double to_real(const TypeInfo& type, const void* value) {
    if (type.size == sizeof(double)) return *static_cast<const double*>(value);
    return static_cast<double>(*static_cast<const float*>(value));
}

std::string to_name(const TypeInfo& type, const void* value) {
    const std::int64_t number = serval::detail::load_signed(type, value);
    for (const auto& [name, known] : type.enumeration().names) {
        if (known == number) return std::string{name};
    }
    throw std::domain_error{"a value of " + std::string{type.name} + " has no name"};
}

std::string to_text(const TypeInfo& type, const void* value) {
    std::string text;
    type.text->format(value, text);
    return text;
}

std::string to_json_text(const TypeInfo& type, const void* value) {
    std::string text;
    write_json(text, type, value);
    return text;
}

}  // namespace

Value detail::to_value(const TypeInfo& type, const void* value) {
    switch (type.kind) {
        case Kind::boolean: return std::int64_t{*static_cast<const bool*>(value)};
        case Kind::integer: return to_integer(type, value);
        case Kind::number: return to_real(type, value);
        case Kind::string: return *static_cast<const std::string*>(value);
        case Kind::view: return std::string{*static_cast<const std::string_view*>(value)};
        case Kind::enumeration: return to_name(type, value);
        case Kind::text: return to_text(type, value);
        case Kind::optional: {
            const void* const held = type.optional->get(value);
            return held == nullptr ? Value{} : to_value(*type.inner, held);
        }
        default: return to_json_text(type, value);
    }
}

const Value* Parameters::find(std::string_view name) const noexcept {
    for (const std::vector<Parameter>* list : {&given_, &fields_}) {
        const auto found = std::find_if(list->begin(), list->end(), [&](const Parameter& each) { return each.name == name; });
        if (found != list->end()) return &found->value;
    }
    return nullptr;
}

void Parameters::add_fields(const TypeInfo& type, const void* model) {
    if (type.kind != Kind::model) throw std::invalid_argument{"Parameters::of takes a model"};
    for (const FieldInfo& field : type.model().fields) {
        fields_.emplace_back(field.name, detail::to_value(*field.type, static_cast<const char*>(model) + field.offset));
    }
}

}  // namespace serval::sql
