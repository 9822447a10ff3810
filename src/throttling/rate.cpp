#include <serval/throttling/rate.hpp>

#include <charconv>
#include <optional>

#include "throttling/longest_period.hpp"

namespace serval {
namespace {

std::optional<std::chrono::seconds> unit_of(std::string_view name) {
    if (name == "s" || name == "sec" || name == "second") return std::chrono::seconds{1};
    if (name == "m" || name == "min" || name == "minute") return std::chrono::minutes{1};
    if (name == "h" || name == "hour") return std::chrono::hours{1};
    if (name == "d" || name == "day") return std::chrono::hours{24};
    return std::nullopt;
}

/** The number that `text` begins with; what follows it is left in `text`. */
std::optional<std::uint64_t> read_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value == 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<std::chrono::seconds> read_period(std::string_view text) {
    const bool counted = !text.empty() && text.front() >= '0' && text.front() <= '9';
    const auto count = counted ? read_number(text) : 1;
    const auto unit = unit_of(text);
    if (!count || !unit || *count > static_cast<std::uint64_t>(longest_period / *unit)) return std::nullopt;
    return *unit * static_cast<std::int64_t>(*count);
}

}  // namespace

Rate::Rate(std::uint64_t requests_, std::chrono::seconds period_) : requests{requests_}, period{period_} {
    if (requests != 0 && period.count() >= 1 && period <= longest_period) return;
    fault = "\"" + text() + "\" is no rate: it is at least one request in a period of 1 second to 366 days";
}

Rate::Rate(std::string_view text) {
    std::string_view rest = text;
    const auto number = read_number(rest);
    const auto time = rest.starts_with('/') ? read_period(rest.substr(1)) : std::nullopt;
    if (number && time) {
        requests = *number;
        period = *time;
    } else {
        fault = "\"" + std::string{text} +
                "\" is no rate: write how many requests in which time, such as \"100/day\", \"5/10s\" or \"60/min\"";
    }
}

std::string Rate::text() const { return std::to_string(requests) + "/" + std::to_string(period.count()) + "s"; }

}  // namespace serval
