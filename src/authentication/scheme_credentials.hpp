#pragma once

#include <optional>
#include <string_view>

namespace serval {

/** The one word that follows the scheme's name in an Authorization field; nothing when the field is of another scheme, whose name is compared as
    RFC 9110 §11.1 says.
    @throws AuthenticationFailed when nothing follows, or more than one word.
*/
[[nodiscard]] std::optional<std::string_view> scheme_credentials(std::string_view field, std::string_view scheme);

}  // namespace serval
