#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include <serval/logging/log_level.hpp>

namespace serval {

/** One value of a log line: text, a number or a truth value. Text is viewed, not kept: it must outlive the call. */
class LogValue {
public:
    using Held = std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool>;

    LogValue(std::string_view text) noexcept : held_{text} {}
    template <class T>
        requires(!std::same_as<T, std::string_view> && std::convertible_to<const T&, std::string_view>)
    LogValue(const T& text) noexcept : held_{std::string_view{text}} {}
    LogValue(std::same_as<bool> auto truth) noexcept : held_{truth} {}
    LogValue(std::signed_integral auto number) noexcept : held_{std::int64_t{number}} {}
    template <std::unsigned_integral T>
        requires(!std::same_as<T, bool>)
    LogValue(T number) noexcept : held_{std::uint64_t{number}} {}
    LogValue(std::floating_point auto number) noexcept : held_{static_cast<double>(number)} {}

    [[nodiscard]] const Held& held() const noexcept { return held_; }

private:
    Held held_;
};

/** One named value of a log line. */
struct LogField {
    std::string_view name;
    LogValue value;
};

using LogFields = std::span<const LogField>;

/** What a sink is given for each line. Everything in it is viewed and ends with the call. */
struct LogRecord {
    std::chrono::system_clock::time_point time;
    LogLevel level = LogLevel::info;
    std::string_view message;
    LogFields bound;         // what the log says with every line, see Log::with
    LogFields fields;        // what this line says
    bool may_wait = false;   // may be held back to be written together with others
};

}  // namespace serval
