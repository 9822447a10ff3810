#include <serval/server/settings.hpp>

#include "server/setting_forms.hpp"
#include "server/settings_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace serval {
namespace {

std::string shown(std::string_view value, bool secret) {
    const bool is_pem = value.substr(0, 10) == "-----BEGIN";
    return value.empty() || !(secret || is_pem) ? std::string{value} : "***";
}

}  // namespace

Settings::Settings() = default;
Settings::Settings(const Settings& other) = default;
Settings::Settings(Settings&& other) noexcept = default;
Settings& Settings::operator=(const Settings& other) = default;
Settings& Settings::operator=(Settings&& other) noexcept = default;
Settings::~Settings() = default;

Settings& Settings::set(std::string_view key, std::string_view value) {
    SettingsReader reader{*this};
    reader.take(detail::GivenSetting{std::string{key}, {std::string{value}}, "code"});
    reader.finish();
    return *this;
}

std::vector<Settings::Entry> Settings::entries() const {
    const Settings defaults;
    std::vector<Entry> all;
    for (const detail::SettingForm& form : detail::setting_forms()) {
        const std::string value = form.show(*this);
        const auto given = given_.find(form.key);
        const bool as_given = given != given_.end() && given->second.value == value;
        const std::string source = as_given ? given->second.source : value == form.show(defaults) ? "default" : "code";
        all.push_back({std::string{form.key}, shown(value, form.secret), source});
    }
    for (const auto& [key, own] : own_) all.push_back(own_entry(key, own));
    return all;
}

std::string Settings::describe() const {
    const std::vector<Entry> all = entries();
    std::size_t key_width = 0;
    std::size_t value_width = 0;
    for (const Entry& entry : all) {
        key_width = std::max(key_width, entry.key.size());
        value_width = std::max(value_width, entry.value.size());
    }
    std::string table;
    for (const Entry& entry : all) {
        table += fmt::format("{:<{}}  {:<{}}  {}\n", entry.key, key_width, entry.value, value_width, entry.source);
    }
    return table;
}

}  // namespace serval
