#include <serval/http/byte_range.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "http/syntax.hpp"

namespace serval {
namespace {

/** The number that `digits` are; more than can be counted is as good as the most. Nothing where they are no digits. */
std::optional<std::uint64_t> read_position(std::string_view digits) noexcept {
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), detail::is_digit)) return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} ? value : std::numeric_limits<std::uint64_t>::max();
}

RangeRequest part(std::uint64_t first, std::uint64_t size) noexcept { return {RangeRequest::Kind::part, {first, size}}; }

/** `-500`: the last ones. */
RangeRequest last_of(std::uint64_t wanted, std::uint64_t size) noexcept {
    if (wanted == 0) return {RangeRequest::Kind::unsatisfiable, {}};
    if (size == 0) return {};   // satisfiable, and yet there is no Content-Range that says so
    const std::uint64_t given = std::min(wanted, size);
    return part(size - given, given);
}

/** `500-` and `500-999`. */
RangeRequest from(std::uint64_t first, std::uint64_t last, std::uint64_t size) noexcept {
    if (first >= size) return {RangeRequest::Kind::unsatisfiable, {}};
    return part(first, std::min(last, size - 1) - first + 1);
}

/** What follows the unit's `=`; of several ranges it is no number. */
RangeRequest read_range(std::string_view text, std::uint64_t size) noexcept {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return {};
    const std::string_view behind = text.substr(dash + 1);
    const auto last = read_position(behind);
    if (dash == 0) return last ? last_of(*last, size) : RangeRequest{};
    const auto first = read_position(text.substr(0, dash));
    const bool is_sound = first && (behind.empty() || (last && *last >= *first));
    return is_sound ? from(*first, last.value_or(std::numeric_limits<std::uint64_t>::max()), size) : RangeRequest{};
}

}  // namespace

RangeRequest RangeRequest::parse(std::string_view field, std::uint64_t size) noexcept {
    std::string_view rest = detail::trimmed(field);
    const std::string_view unit = detail::read_token(rest);
    if (!detail::same_ignoring_case(unit, "bytes") || !detail::skip(rest, '=')) return {};
    return read_range(detail::trimmed(rest), size);
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
    return fmt::format("bytes {}-{}/{}", range.first, range.first + range.size - 1, size);
}

std::string unsatisfied_content_range(std::uint64_t size) { return fmt::format("bytes */{}", size); }

}  // namespace serval
