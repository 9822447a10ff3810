#include "server/settings_reader.hpp"

#include "server/near_miss.hpp"
#include "server/setting_forms.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace serval {
namespace {

using namespace detail;

std::string_view section_of(std::string_view key) noexcept {
    const auto dot = key.find('.');
    return dot == key.npos ? std::string_view{} : key.substr(0, dot);
}

/** Whether `key` is one of Serval's but for an s: `limit.body_octets`, which nobody means to be his own. */
std::string nearly_ours(std::string_view key) {
    const std::string section{section_of(key)};
    const std::string_view rest = key.substr(section.size());
    std::string other = section + "s";
    other += rest;
    if (find_setting_form(other) != nullptr) return other;
    if (section.empty() || section.back() != 's') return {};
    other = section.substr(0, section.size() - 1);
    other += rest;
    return find_setting_form(other) != nullptr ? other : std::string{};
}

/** Why `key`, which is no setting of Serval's, cannot be the program's own either; nothing when it can. */
std::string why_not_own(std::string_view key) {
    if (is_section(key)) return fmt::format("is a section, not a setting: write [{}]", key);
    const std::string_view section = section_of(key);
    if (find_setting_form(section) != nullptr) return fmt::format("\"{}\" is a setting, not a section", section);
    if (section.empty() || is_section(section)) {
        return "is no setting" + did_you_mean(key, setting_keys()) +
               (section.empty() ? " (a program's own settings stand in sections)" : "");
    }
    const std::string ours = nearly_ours(key);
    return ours.empty() ? std::string{} : "is no setting; did you mean " + ours + "?";
}

}  // namespace

void SettingsReader::take(SettingsSource source) {
    for (SettingsMistake& mistake : source.mistakes) mistakes_.push_back(std::move(mistake));
    for (const GivenSetting& given : source.given) take(given);
}

void SettingsReader::take(const GivenSetting& given) {
    const SettingForm* const form = find_setting_form(given.key);
    if (form == nullptr) return take_own(given);
    std::string wrong = form->write(*form, settings_, given.texts);
    if (wrong.empty()) settings_.given_[given.key] = {form->show(settings_), given.source};
    else mistakes_.push_back({given.key, given.source, std::move(wrong)});
}

void SettingsReader::take_own(const GivenSetting& given) {
    std::string wrong = why_not_own(given.key);
    if (wrong.empty()) settings_.own_[given.key] = {given.texts, given.source};
    else mistakes_.push_back({given.key, given.source, std::move(wrong)});
}

void SettingsReader::check_whole() {
    const TlsSettings& tls = settings_.tls;
    if (tls.certificate.empty() != tls.key.empty()) {
        const std::string given = tls.key.empty() ? "tls.certificate" : "tls.key";
        const std::string missing = tls.key.empty() ? "tls.key" : "tls.certificate";
        const auto found = settings_.given_.find(given);
        mistakes_.push_back({missing, found != settings_.given_.end() ? found->second.source : "code",
                             fmt::format("is not set, but {} is: TLS needs both", given)});
    }
    if (settings_.command != Command::serve && settings_.command != Command::check) return;
    check_readable("tls.certificate", tls.certificate);
    check_readable("tls.key", tls.key);
}

void SettingsReader::check_readable(std::string_view key, const std::string& pem_or_path) {
    const bool is_path = !pem_or_path.empty() && pem_or_path.rfind("-----BEGIN", 0) != 0;
    if (!is_path || ::access(pem_or_path.c_str(), R_OK) == 0) return;
    const std::string reason = std::generic_category().message(errno);
    const auto found = settings_.given_.find(key);
    mistakes_.push_back({std::string{key}, found != settings_.given_.end() ? found->second.source : "code",
                         fmt::format("\"{}\" cannot be read: {}", pem_or_path, reason)});
}

void SettingsReader::finish() {
    if (!mistakes_.empty()) throw SettingsError{std::move(mistakes_)};
}

}  // namespace serval
