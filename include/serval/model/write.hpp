#pragma once

#include <string>

#include <serval/model/type_of.hpp>

namespace serval {

/** Append `*value`, of `type`, to `out` as JSON: UTF-8, compact, fields in order of declaration, doubles in the shortest form that reads
    back the same; U+2028 and U+2029 are escaped.

    Text that is not UTF-8 is written with U+FFFD in place of each faulty byte: the output is always valid.
    @throws std::domain_error naming the field for a number that is not finite, or an enumeration's value without a name.
    Thread-safe.
*/
void write_json(std::string& out, const TypeInfo& type, const void* value);

template <Writable T>
[[nodiscard]] std::string to_json(const T& value) {
    std::string out;
    write_json(out, type_of<T>(), &value);
    return out;
}

}  // namespace serval
