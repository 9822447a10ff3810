#include <serval/model/values/email.hpp>

#include <algorithm>

#include "ascii.hpp"

namespace serval {
namespace {

constexpr std::size_t max_size = 254;
constexpr std::size_t max_local_size = 64;

/** One run of characters between the dots of a local part (RFC 5322 §3.2.3). */
bool is_atom(std::string_view text) noexcept {
    static constexpr std::string_view symbols = "!#$%&'*+/=?^_`{|}~-";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return detail::is_letter_or_digit(c) || symbols.find(c) != std::string_view::npos;
    });
}

bool is_domain_label(std::string_view text) noexcept {
    return detail::is_host_label(text, [](char c) { return detail::is_letter_or_digit(c) || c == '-'; });
}

bool is_local_part(std::string_view text) noexcept {
    return text.size() <= max_local_size && detail::all_parts(text, '.', is_atom);
}

bool is_domain(std::string_view text) noexcept {
    if (text == "localhost") return true;
    return text.find('.') != std::string_view::npos && detail::all_parts(text, '.', is_domain_label);
}

}  // namespace

bool Email::is_valid(std::string_view text) noexcept {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || text.size() > max_size) return false;
    return is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

}  // namespace serval
