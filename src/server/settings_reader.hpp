#pragma once

#include "server/settings_source.hpp"

namespace serval {

/** Puts what the sources gave into settings, and gathers what is wrong. */
class SettingsReader {
public:
    explicit SettingsReader(Settings& settings) noexcept : settings_{settings} {}

    /** Take over everything of a source, in the place of what came before. */
    void take(detail::SettingsSource source);
    void take(const detail::GivenSetting& given);

    /** What only shows when all sources have been read: settings that need each other. */
    void check_whole();

    /** @throws SettingsError when anything was wrong. */
    void finish();

private:
    void take_own(const detail::GivenSetting& given);
    void check_readable(std::string_view key, const std::string& pem_or_path);

    Settings& settings_;
    std::vector<SettingsMistake> mistakes_;
};

}  // namespace serval
