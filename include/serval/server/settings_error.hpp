#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace serval {

/** One thing that is wrong with the settings a program was given. */
struct SettingsMistake {
    std::string key;       // the setting, or what was taken for one: "limits.body_octets"; empty for a whole source
    std::string source;    // where it stands: "--threads", "SERVAL_THREADS", "serval.toml:3:11"
    std::string message;   // what is wrong, and what would be right
};

/** Thrown with everything that is wrong at once; `what()` is the list, a line for each mistake. */
class SettingsError : public std::runtime_error {
public:
    explicit SettingsError(std::vector<SettingsMistake> mistakes);

    [[nodiscard]] const std::vector<SettingsMistake>& mistakes() const noexcept { return mistakes_; }

private:
    std::vector<SettingsMistake> mistakes_;
};

}  // namespace serval
