#include "sql/row_reader.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include <serval/model/model_info.hpp>
#include <serval/model/read.hpp>
#include <serval/sql/errors.hpp>

namespace serval::sql::detail {
namespace {

struct Target {
    const TypeInfo* type;
    std::size_t offset;
};

const FieldInfo* field_called(std::string_view name, const ModelInfo& model) {
    const auto found = std::find_if(model.fields.begin(), model.fields.end(),
                                    [&](const FieldInfo& field) { return field.name == name; });
    return found == model.fields.end() ? nullptr : &*found;
}

/** The field that a column means: "title", or "author.name" of the nested model `author`. */
std::optional<Target> find_target(const TypeInfo& type, std::string_view column) {
    if (type.kind != Kind::model) return std::nullopt;
    if (const FieldInfo* const field = field_called(column, type.model())) return Target{field->type, field->offset};
    const auto dot = column.find('.');
    const FieldInfo* const outer = dot == std::string_view::npos ? nullptr : field_called(column.substr(0, dot), type.model());
    if (outer == nullptr) return std::nullopt;
    auto inner = find_target(*outer->type, column.substr(dot + 1));
    if (inner.has_value()) inner->offset += outer->offset;
    return inner;
}

/** Lists, maps and models stand in a column as JSON. */
bool is_json(const TypeInfo& type) {
    return type.kind == Kind::list || type.kind == Kind::map || type.kind == Kind::model || type.kind == Kind::any;
}

bool read(std::string_view text, const TypeInfo& type, void* field, std::vector<FieldError>& errors) {
    ReadOptions options;
    options.as_written = true;
    if (is_json(type)) return read_json(text, type, field, errors, options) == ReadResult::ok;
    return read_text(text, type, field, Place::body, "", errors);
}

const TypeInfo& without_optional(const TypeInfo& type) { return type.kind == Kind::optional ? *type.inner : type; }

}  // namespace

RowReader::RowReader(const TypeInfo& type, void* list, const std::vector<std::string>& columns) : type_{type}, list_{list} {
    if (columns.empty()) throw Error{"a statement that gives no rows was asked for some"};
    const bool is_model = type.inner->kind == Kind::model;
    if (!is_model && columns.size() != 1) throw Error{fmt::format("{} columns for one plain value", columns.size())};
    for (const std::string& column : columns) {
        const auto target = is_model ? find_target(*type.inner, column) : Target{type.inner, 0};
        if (!target.has_value()) throw Error{fmt::format("the column \"{}\" has no field in {}", column, type.inner->name)};
        const bool is_number = without_optional(*target->type).kind == Kind::number;
        columns_.push_back({column, target->type, target->offset, is_number});
    }
}

void RowReader::put(std::size_t column, double number) noexcept {
    columns_[column].is_null = false;
    columns_[column].number = number;
}

void RowReader::put(std::size_t column, std::string_view text) noexcept {
    columns_[column].is_null = false;
    columns_[column].text = text;
}

void RowReader::take() {
    const bool had_room = serval::detail::append_item(*type_.list, list_, count_++, [this](void* row) { fill(row); });
    if (!had_room) throw Error{"there are more rows than were asked for"};
}

void RowReader::fill(void* row) {
    for (const Column& column : columns_) {
        void* const field = static_cast<char*>(row) + column.offset;
        if (column.is_null) set_null(column, field);
        else if (column.type->kind == Kind::optional) set(column, *column.type->inner, column.type->optional->emplace(field));
        else set(column, *column.type, field);
    }
}

void RowReader::set_null(const Column& column, void* field) {
    if (column.type->kind != Kind::optional) {
        throw Error{fmt::format("NULL in the column \"{}\", whose field is no optional", column.name)};
    }
    column.type->optional->reset(field);
}

void RowReader::set(const Column& column, const TypeInfo& type, void* field) {
    if (type.kind == Kind::string) {
        static_cast<std::string*>(field)->assign(column.text);
    } else if (type.kind == Kind::number) {
        if (type.size == sizeof(double)) *static_cast<double*>(field) = column.number;
        else *static_cast<float*>(field) = static_cast<float>(column.number);
    } else if (std::vector<FieldError> errors; !read(column.text, type, field, errors)) {
        throw Error{fmt::format("a value in the column \"{}\" is no {}: {}", column.name, type.name, errors.front().message)};
    }
}

}  // namespace serval::sql::detail
