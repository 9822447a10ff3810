#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace serval::detail {

/** The members' names in what `members_spelling` gives, in order. */
[[nodiscard]] std::vector<std::string_view> member_names(std::string_view spelling);

/** A type's name without the namespaces and classes around it: "Book" of "shop::Book", "Page<Book>" of "serval::Page<shop::Book>". */
[[nodiscard]] std::string short_name(std::string_view type);

/** A type's full name, fit for documents: "shop.Book". */
[[nodiscard]] std::string qualified_name(std::string_view type);

}  // namespace serval::detail
