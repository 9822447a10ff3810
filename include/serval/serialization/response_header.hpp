#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/status.hpp>
#include <serval/problem/problem.hpp>

namespace serval {

struct TypeInfo;

/** A header field that answers carry, as it is documented (OpenAPI 3.1, Header Object). A cookie that is set is a `Set-Cookie`. */
struct ResponseHeader {
    std::string name{};
    std::string description{};
    std::string example{};
    std::optional<Status> status{};   // of the answers that carry it; nothing: of all that are no failure
    bool required = true;             // those answers always carry it
    bool deprecated = false;
    const TypeInfo* type = nullptr;   // of its value; null: text
    std::vector<FieldError> (*read)(std::string_view text) = nullptr;   // what is wrong with text that is to be a `type`
};

}  // namespace serval
