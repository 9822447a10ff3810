#include <charconv>
#include <stdexcept>

#include <serval/throttling/throttle.hpp>

namespace serval {
namespace {

constexpr std::chrono::seconds longest = std::chrono::days{366};   // so that a window's end is a time of the clock

[[noreturn]] void refuse(std::string_view text) {
    throw std::invalid_argument{"\"" + std::string{text} +
                                "\" is no rate: write how many requests in which time, such as \"100/day\", \"5/10s\" or \"60/min\""};
}

std::chrono::seconds unit_of(std::string_view name, std::string_view text) {
    if (name == "s" || name == "sec" || name == "second") return std::chrono::seconds{1};
    if (name == "m" || name == "min" || name == "minute") return std::chrono::minutes{1};
    if (name == "h" || name == "hour") return std::chrono::hours{1};
    if (name == "d" || name == "day") return std::chrono::hours{24};
    refuse(text);
}

/** The number that `text` begins with; what follows it is left in `text`. */
std::uint64_t read_number(std::string_view& text, std::string_view whole) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value == 0) refuse(whole);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

}  // namespace

Rate::Rate(std::uint64_t requests_, std::chrono::seconds period_) : requests{requests_}, period{period_} {
    if (requests == 0 || period < std::chrono::seconds{1} || period > longest) {
        throw std::invalid_argument{"a rate is at least one request in a period of 1 second to 366 days"};
    }
}

Rate::Rate(std::string_view text) {
    std::string_view rest = text;
    requests = read_number(rest, text);
    if (rest.empty() || rest.front() != '/') refuse(text);
    rest.remove_prefix(1);
    const bool counted = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
    const std::uint64_t count = counted ? read_number(rest, text) : 1;
    const std::chrono::seconds unit = unit_of(rest, text);
    if (count > static_cast<std::uint64_t>(longest / unit)) refuse(text);
    period = unit * static_cast<std::int64_t>(count);
}

std::string Rate::text() const { return std::to_string(requests) + "/" + std::to_string(period.count()) + "s"; }

}  // namespace serval
