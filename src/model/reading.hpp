#pragma once

#include "model/findings.hpp"
#include "model/json_reader.hpp"

#include <serval/model/json.hpp>
#include <serval/model/model_info.hpp>
#include <serval/model/read.hpp>

namespace serval::detail {

/** One JSON text on its way into one object. */
struct Reading {
    JsonReader in;
    Findings found;
    bool as_written = false;
};

void read_value(Reading& reading, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at);
/** An object into a model, or into a Partial of it when `partial` is given. */
void read_model(Reading& reading, const ModelInfo& model, void* object, PartialState* partial, const Trail& at);
void read_any(Reading& reading, Json& out, const Trail& at);

/** The same from text. */
void take_text(std::string_view text, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at, Findings& found);
/** And the value's rules are checked. */
void read_text_value(std::string_view text, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at, Findings& found);
enum class Nul : bool { impossible, possible };
/** A string's rules that come before all others: no NUL, trimmed, not blank. False when it is refused. */
bool take_string(std::string_view text, Nul nul, std::string& out, const FieldRules& rules, const Trail& at, Findings& found);
/** An enumerator by its name. */
void take_enumerator(std::string_view name, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at,
                     Findings& found);
/** A number into a float or double, both finite afterwards. */
bool take_real(std::optional<double> value, const TypeInfo& type, void* out);

/** What an absent field comes to: its default, null, its initialiser, or an error. */
void settle_absent(const ModelInfo& model, std::uint64_t seen, void* object, const Trail& at, Findings& found, bool as_written = false);
void run_checks(const ModelInfo& model, const void* object, const Trail& at, Findings& found);
[[nodiscard]] bool is_computed(const ModelInfo& model, std::string_view name) noexcept;
void add_unknown(std::string_view name, const Trail& at, Findings& found);

[[nodiscard]] inline void* member(void* object, const FieldInfo& field) noexcept {
    return static_cast<char*>(object) + field.offset;
}

}  // namespace serval::detail
