#include "server/near_miss.hpp"
#include "server/setting_forms.hpp"
#include "server/settings_source.hpp"

#include <cctype>

namespace serval::detail {
namespace {

/** `LIMITS__BODY_OCTETS` as `limits.body_octets`. */
std::string key_of(std::string_view variable) {
    std::string key;
    for (std::size_t i = 0; i < variable.size(); ++i) {
        const bool parts = variable.substr(i, 2) == "__" && i > 0 && i + 2 < variable.size();
        key += parts ? '.' : static_cast<char>(std::tolower(static_cast<unsigned char>(variable[i])));
        if (parts) ++i;
    }
    return key;
}

/** An environment has variables of others too, which may begin like ours (Kubernetes sets SERVAL_PORT beside a service
    called serval): a name without a section is only meant for us when it is, or nearly is, a setting. */
bool is_meant(std::string_view key) {
    return key.find('.') != key.npos || find_setting_form(key) != nullptr || !near_miss(key, setting_keys()).empty();
}

}  // namespace

SettingsSource read_environment(const std::vector<std::string>& environment, std::string_view prefix) {
    SettingsSource source;
    const std::string beginning = std::string{prefix} + "_";
    for (const std::string& entry : environment) {
        const auto equals = entry.find('=');
        if (entry.rfind(beginning, 0) != 0 || equals == entry.npos || equals == beginning.size()) continue;
        const std::string name = entry.substr(0, equals);
        const std::string key = key_of(std::string_view{name}.substr(beginning.size()));
        GivenSetting given{key, {entry.substr(equals + 1)}, name};
        if (key == "config") source.file = std::move(given);
        else if (is_meant(key)) source.given.push_back(std::move(given));
    }
    return source;
}

std::string variable_of(std::string_view key, std::string_view prefix) {
    std::string name = std::string{prefix} + "_";
    for (const char c : key) {
        if (c == '.') name += "__";
        else name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return name;
}

}  // namespace serval::detail
