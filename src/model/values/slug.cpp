#include <serval/model/values/slug.hpp>

#include <algorithm>

#include "ascii.hpp"

namespace serval {

bool Slug::is_valid(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return detail::is_letter_or_digit(c) || c == '-' || c == '_';
    });
}

}  // namespace serval
