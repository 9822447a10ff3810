#pragma once

#include <string>
#include <string_view>

namespace serval {

/** `text` with its ASCII letters in lower case: so are email addresses compared. */
[[nodiscard]] inline std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

}  // namespace serval
