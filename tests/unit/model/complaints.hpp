#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <serval/model/model.hpp>

namespace serval::test {

/** Each error as "pointer|code|message". */
inline std::vector<std::string> lines(const std::vector<FieldError>& errors) {
    std::vector<std::string> all;
    for (const FieldError& error : errors) all.push_back(error.pointer + '|' + error.code + '|' + error.message);
    return all;
}

/** What is wrong with `text` as a `T`. */
template <class T>
std::vector<std::string> complaints(std::string_view text) {
    return lines(from_json<T>(text).errors);
}

using Lines = std::vector<std::string>;

}  // namespace serval::test
