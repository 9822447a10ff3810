#include <serval/logging/log_level.hpp>

#include <array>

namespace serval {
namespace {

constexpr std::array<std::string_view, 5> names{"debug", "info", "warning", "error", "off"};

}  // namespace

std::string_view name(LogLevel level) noexcept { return names[static_cast<std::size_t>(level)]; }

std::optional<LogLevel> parse_log_level(std::string_view name) noexcept {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<LogLevel>(i);
    }
    return std::nullopt;
}

}  // namespace serval
