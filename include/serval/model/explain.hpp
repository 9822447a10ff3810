#pragma once

#include <string>

#include <serval/model/type_of.hpp>

namespace serval {

/** A model's fields and what they must keep to, a line each, for people who look for a mistake; the models that it leads to follow.
    The words are JSON Schema's:
    @code
    Edition: One printing of a book
        title: string, required, minLength 1, maxLength 120
        page_count: integer, required, minimum 1, maximum 5000, 1 validator
        created_by: string, read-only
        1 check of the whole
    @endcode
    Other types are one line.
*/
[[nodiscard]] std::string explain(const TypeInfo& type);

template <Writable T>
[[nodiscard]] std::string explain() {
    return explain(type_of<T>());
}

}  // namespace serval
