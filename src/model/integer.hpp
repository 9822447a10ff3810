#pragma once

#include <cstdint>

#include "model/findings.hpp"

#include <serval/model/number.hpp>
#include <serval/model/type_info.hpp>

namespace serval::detail {

/** The value of an integer, an enumeration's included. */
[[nodiscard]] Number load_integer(const TypeInfo& type, const void* value) noexcept;
[[nodiscard]] std::int64_t load_signed(const TypeInfo& type, const void* value) noexcept;

/** Put an integer into the type's width; false when it does not fit. */
[[nodiscard]] bool store_integer(const TypeInfo& type, bool is_negative, std::uint64_t magnitude, void* out) noexcept;

[[nodiscard]] Number least(const TypeInfo& type) noexcept;
[[nodiscard]] Number greatest(const TypeInfo& type) noexcept;

/** What is said of an integer that its type cannot hold: the bound of the rules where there is one, otherwise the type's. */
void add_out_of_range(const FieldRules& rules, const TypeInfo& type, bool is_negative, const Trail& at, Findings& found);

void add_below(const FieldRules& rules, const Number& minimum, const Trail& at, Findings& found);
void add_above(const FieldRules& rules, const Number& maximum, const Trail& at, Findings& found);

}  // namespace serval::detail
