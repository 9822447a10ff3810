#pragma once

#include <string_view>

#include <serval/http/headers.hpp>

namespace serval {

/** Say that an answer depends on the request field `name` as well (RFC 9110 §12.5.5), beside what it says of others. */
void add_vary(Headers& headers, std::string_view name);

}  // namespace serval
