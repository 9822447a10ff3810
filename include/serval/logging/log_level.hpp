#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace serval {

/** How much a message matters; a log lets through its own level and what lies above it. `off` lets nothing through. */
enum class LogLevel : std::uint8_t { debug, info, warning, error, off };

/** The level's name as logs and settings write it: "debug", "info", … */
[[nodiscard]] std::string_view name(LogLevel level) noexcept;

/** The level of that name, or nothing. */
[[nodiscard]] std::optional<LogLevel> parse_log_level(std::string_view name) noexcept;

}  // namespace serval
