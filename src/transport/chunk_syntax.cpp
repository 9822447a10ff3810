#include "transport/chunk_syntax.hpp"

#include "http/octet_runs.hpp"
#include "http/syntax.hpp"

#include <serval/http/headers.hpp>

#include <limits>

namespace serval::detail {
namespace {

constexpr std::uint64_t largest_chunk = std::numeric_limits<std::int64_t>::max();

std::optional<unsigned> hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    return at;
}

/** Where the quoted string that begins at `at` ends, or 0 when it does not. */
std::size_t skip_quoted(std::string_view text, std::size_t at) noexcept {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '"') return at + 1;
        if (text[at] == '\\') ++at;
    }
    return 0;
}

/** Where an extension's value ends, or 0 when there is none. */
std::size_t skip_value(std::string_view text, std::size_t at) noexcept {
    if (at < text.size() && text[at] == '"') return skip_quoted(text, at);
    const std::size_t end = skip_token(text, at);
    return end > at ? end : 0;
}

bool are_extensions(std::string_view text) noexcept {
    if (find_control(text, 0) != text.size()) return false;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] != ';') return false;
        const std::size_t name_at = skip_blanks(text, at + 1);
        at = skip_token(text, name_at);
        if (at == name_at) return false;
        const std::size_t sign = skip_blanks(text, at);
        if (sign < text.size() && text[sign] == '=') {
            at = skip_value(text, skip_blanks(text, sign + 1));
            if (at == 0) return false;
        }
    }
    return true;
}

}  // namespace

std::optional<std::uint64_t> read_chunk_size(std::string_view line) noexcept {
    std::uint64_t size = 0;
    std::size_t at = 0;
    for (; at < line.size(); ++at) {
        const auto digit = hex_digit(line[at]);
        if (!digit) break;
        if (size > (largest_chunk - *digit) / 16) return std::nullopt;
        size = size * 16 + *digit;
    }
    if (at == 0 || !are_extensions(line.substr(at))) return std::nullopt;
    return size;
}

bool is_trailer_field(std::string_view line) noexcept {
    const std::size_t colon = skip_token(line, 0);
    if (colon == 0 || colon == line.size() || line[colon] != ':') return false;
    const std::string_view name = line.substr(0, colon);
    for (const std::string_view forbidden : {"Content-Length", "Transfer-Encoding", "Host"}) {
        if (same_field_name(name, forbidden)) return false;
    }
    return find_control(line, colon) == line.size();
}

}  // namespace serval::detail
