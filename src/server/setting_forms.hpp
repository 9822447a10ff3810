#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <serval/server/settings.hpp>

namespace serval::detail {

/** One of Serval's own settings: its key, and how its member is read from text and shown. */
struct SettingForm {
    /** Put `texts` into the member; what is wrong with them, or nothing. */
    using Write = std::string (*)(const SettingForm& form, Settings& settings, const std::vector<std::string>& texts);
    using Show = std::string (*)(const Settings& settings);

    std::string_view key;
    std::string_view takes;   // as `--help` names its value; empty for a switch, which needs none
    std::string_view help;
    Write write;
    Show show;
    std::uint64_t least = 0;
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    bool secret = false;
};

/** All of them, in the order in which people read them. */
[[nodiscard]] std::span<const SettingForm> setting_forms() noexcept;

/** The one of that key, or null. */
[[nodiscard]] const SettingForm* find_setting_form(std::string_view key) noexcept;

/** The keys of all of them. */
[[nodiscard]] const std::vector<std::string>& setting_keys();

/** Whether `name` is a section of Serval's: "limits". */
[[nodiscard]] bool is_section(std::string_view name) noexcept;

/** `"many" is not a number`: a value that was given, cut short and made safe to print, and what it should be. */
[[nodiscard]] std::string is_not(std::string_view text, std::string_view wanted);

}  // namespace serval::detail
