#pragma once

#include <string>
#include <string_view>

namespace docs {

/** The text of a file beside this one, which the documents quote as what a client or a terminal is shown. */
[[nodiscard]] std::string file(std::string_view name);

/** A file of JSON, written as an app writes it: without blanks, its members in the same order. */
[[nodiscard]] std::string compact(std::string_view name);

/** One of the documents, such as "settings.md". */
[[nodiscard]] std::string page(std::string_view name);

}  // namespace docs
