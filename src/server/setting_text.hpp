#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace serval::detail {

/** The text forms of settings' values. Each reader takes the whole text or nothing. */
[[nodiscard]] std::optional<bool> read_truth(std::string_view text) noexcept;  // true, on, yes, 1; false, off, no, 0
[[nodiscard]] std::optional<std::uint64_t> read_whole(std::string_view text) noexcept;         // 42
[[nodiscard]] std::optional<std::int64_t> read_integer(std::string_view text) noexcept;        // -42
[[nodiscard]] std::optional<double> read_real(std::string_view text) noexcept;                 // 0.5
[[nodiscard]] std::optional<std::uint64_t> read_size(std::string_view text) noexcept;          // 1MiB, 64KiB, 512B, 512
[[nodiscard]] std::optional<std::chrono::milliseconds> read_duration(std::string_view text) noexcept;   // 250ms, 30s, 5m, 1h

/** In the largest unit that says it whole. */
[[nodiscard]] std::string show_size(std::uint64_t octets);
[[nodiscard]] std::string show_duration(std::chrono::milliseconds duration);

/** `a, b` in its parts, without the blanks around them; no text has no parts. */
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

inline constexpr std::string_view size_example = "a size such as 64KiB, 1MiB or 4096";
inline constexpr std::string_view duration_example = "a duration with its unit, such as 250ms, 30s, 5m or 1h";
inline constexpr std::string_view truth_example = "true or false";

}  // namespace serval::detail
