#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include <serval/model/json.hpp>
#include <serval/model/rules.hpp>
#include <serval/model/type_of.hpp>

namespace serval {

/** Which side of an exchange a schema describes: what is read, or what is written. */
enum class Direction : std::uint8_t { input, output };

/** Gathers the models that schemas refer to; one for a whole document.

    A model is defined under its name; a second type of the same name under its qualified one ("shop.Book"). A model that holds read-only
    or write-only fields, itself or further in, has two forms: "Book" as it is written, "BookInput" as it is read. `Partial<Book>` is
    "PartialBook". Not thread-safe.
*/
class SchemaContext {
public:
    /** @param prefix  What stands before a name in `$ref`. */
    explicit SchemaContext(std::string prefix = "#/components/schemas/");
    ~SchemaContext();
    SchemaContext(SchemaContext&&) noexcept;
    SchemaContext& operator=(SchemaContext&&) noexcept;

    Direction direction = Direction::output;   // of what is asked for next

    /** Add a schema that is no model's under `name`, or `name2`, `name3`, … where that is taken by another; gives its `$ref`. */
    [[nodiscard]] OrderedJson define(const std::string& name, const OrderedJson& schema);

    /** An object: the schema of every model referred to so far, by name. Properties stand in the order of the model's fields. */
    [[nodiscard]] const OrderedJson& definitions() const noexcept;

private:
    friend class SchemaBuilder;
    struct State;

    std::unique_ptr<State> state_;
};

/** JSON Schema 2020-12 of a type. A model is a `$ref`; its definition, and all that it leads to, is added to `context`. */
[[nodiscard]] OrderedJson json_schema(const TypeInfo& type, SchemaContext& context);
/** The same for a value under rules, as a field or a parameter is. */
[[nodiscard]] OrderedJson json_schema(const TypeInfo& type, const FieldRules& rules, SchemaContext& context);

}  // namespace serval
