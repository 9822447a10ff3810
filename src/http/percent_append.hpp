#pragma once

#include <string>
#include <string_view>

#include <serval/http/percent.hpp>

namespace serval::detail {

/** Append `text` decoded; false at a malformed `%`. */
[[nodiscard]] bool append_decoded(std::string& out, std::string_view text, Plus plus);
void append_encoded(std::string& out, std::string_view text, UrlPart part);

}  // namespace serval::detail
