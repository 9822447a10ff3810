#include <serval/server/settings_error.hpp>

#include <fmt/format.h>

namespace serval {
namespace {

std::string list(const std::vector<SettingsMistake>& mistakes) {
    std::string text = mistakes.size() == 1 ? "a setting is wrong:" : fmt::format("{} settings are wrong:", mistakes.size());
    for (const SettingsMistake& mistake : mistakes) {
        if (mistake.key.empty()) text += fmt::format("\n  {}: {}", mistake.source, mistake.message);
        else text += fmt::format("\n  {} ({}): {}", mistake.key, mistake.source, mistake.message);
    }
    return text;
}

}  // namespace

SettingsError::SettingsError(std::vector<SettingsMistake> mistakes)
    : std::runtime_error{list(mistakes)}, mistakes_{std::move(mistakes)} {}

}  // namespace serval
