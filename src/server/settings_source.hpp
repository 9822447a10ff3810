#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/server/settings.hpp>

namespace serval::detail {

/** A value as a source gave it. Whatever the source, it is text until its setting reads it. */
struct GivenSetting {
    std::string key;
    std::vector<std::string> texts;   // one, or a list's
    std::string source;               // for people: "--threads", "SERVAL_THREADS", "serval.toml:3:11"
};

/** All that one source gave, and what could not be understood in it. */
struct SettingsSource {
    std::vector<GivenSetting> given;
    std::vector<SettingsMistake> mistakes;
    std::optional<GivenSetting> file;   // the settings file to read, where the source names one
    Command command = Command::serve;
    std::string output;
    DocumentOutput document;
};

[[nodiscard]] SettingsSource read_arguments(const std::vector<std::string>& arguments, const Program& program);
[[nodiscard]] SettingsSource read_environment(const std::vector<std::string>& environment, std::string_view prefix);
[[nodiscard]] SettingsSource read_settings_file(const std::string& path);

/** `limits.body_octets` as `--limits-body-octets`, and as `SERVAL_LIMITS__BODY_OCTETS`. */
[[nodiscard]] std::string flag_of(std::string_view key);
[[nodiscard]] std::string variable_of(std::string_view key, std::string_view prefix);

}  // namespace serval::detail
