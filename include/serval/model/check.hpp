#pragma once

#include <string_view>
#include <vector>

#include <serval/model/read.hpp>
#include <serval/problem/problem.hpp>

namespace serval {

/** Whether `*value`, a live object of `type`, keeps every rule that its models have, those further in included; otherwise each
    breach is added to `errors`. Fields that are never written are left out. `request` is for validators that ask for it.
    @throws what validators and checks throw.
*/
bool check_content(const TypeInfo& type, const void* value, std::vector<FieldError>& errors, const Request* request = nullptr);

namespace detail {

/** Whether no model that `type` leads to has fields that are never written: what was written can be read back then. */
[[nodiscard]] bool is_written_whole(const TypeInfo& type);

/** What is wrong with `json`, taken for a `T` that was written. */
template <Readable T>
std::vector<FieldError> read_back(std::string_view json) {
    if (!is_written_whole(type_of<T>())) return {};
    return from_json<T>(json).errors;
}

/** What is wrong with the text of a header field, taken for a `T`. */
template <Readable T>
std::vector<FieldError> read_back_text(std::string_view text) {
    T value{};
    std::vector<FieldError> errors;
    read_text(text, type_of<T>(), &value, Place::header, "", errors);
    return errors;
}

}  // namespace detail
}  // namespace serval
