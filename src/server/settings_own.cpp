#include <serval/server/settings.hpp>

#include "server/setting_forms.hpp"
#include "server/setting_text.hpp"
#include "server/settings_source.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace serval {
namespace {

bool ends_with(std::string_view text, std::string_view end) noexcept {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/** `postgres://ada:***@db/books`: a URL's password is a secret too. */
std::string without_password(std::string value) {
    const auto scheme = value.find("://");
    const auto authority = scheme == value.npos ? value.npos : scheme + 3;
    const auto at = authority == value.npos ? value.npos : value.substr(0, value.find('/', authority)).rfind('@');
    const auto colon = at == value.npos ? value.npos : value.find(':', authority);
    if (colon != value.npos && colon < at) value.replace(colon + 1, at - colon - 1, "***");
    return value;
}

}  // namespace

bool Settings::is_secret(std::string_view key) const {
    constexpr std::array<std::string_view, 4> endings{"key", "password", "secret", "token"};
    return std::find(secrets_.begin(), secrets_.end(), key) != secrets_.end() ||
           std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return ends_with(key, end); });
}

Settings::Entry Settings::own_entry(const std::string& key, const Own& own) const {
    const bool hidden = is_secret(key) && own.texts != std::vector<std::string>{""};
    return {key, hidden ? "***" : without_password(fmt::format("{}", fmt::join(own.texts, ", "))), own.source};
}

const Settings::Own* Settings::own(std::string_view key) const {
    if (detail::find_setting_form(key) != nullptr) {
        throw std::invalid_argument{fmt::format("{} is a setting of Serval's: read the member of Settings", key)};
    }
    const auto found = own_.find(key);
    return found != own_.end() ? &found->second : nullptr;
}

void Settings::refuse(std::string_view key, std::string message) const {
    throw SettingsError{{{std::string{key}, own(key)->source, std::move(message)}}};
}

void Settings::refuse_missing(std::string_view key) const {
    throw SettingsError{{{std::string{key}, "not set",
                          fmt::format("is needed; give --set {}=…, {}, or its line in the settings file", key,
                                      detail::variable_of(key, environment_prefix_))}}};
}

template <>
std::optional<std::vector<std::string>> Settings::find(std::string_view key) const {
    const Own* const value = own(key);
    if (value == nullptr) return std::nullopt;
    return value->texts.size() == 1 ? detail::split_list(value->texts.front()) : value->texts;
}

template <>
std::optional<std::string> Settings::find(std::string_view key) const {
    const Own* const value = own(key);
    if (value == nullptr) return std::nullopt;
    if (value->texts.size() != 1) refuse(key, fmt::format("takes one value, not {}", value->texts.size()));
    return value->texts.front();
}

template <>
std::optional<bool> Settings::find(std::string_view key) const {
    const auto text = find<std::string>(key);
    if (!text) return std::nullopt;
    const auto value = detail::read_truth(*text);
    if (!value) refuse(key, wrong_value(key, *text, detail::truth_example));
    return value;
}

template <>
std::optional<double> Settings::find(std::string_view key) const {
    const auto text = find<std::string>(key);
    if (!text) return std::nullopt;
    const auto value = detail::read_real(*text);
    if (!value) refuse(key, wrong_value(key, *text, "a number"));
    return value;
}

std::optional<std::int64_t> Settings::find_integer(std::string_view key, std::int64_t least, std::uint64_t most) const {
    const auto text = find<std::string>(key);
    if (!text) return std::nullopt;
    auto value = detail::read_integer(*text);
    const auto size = detail::read_size(*text);
    if (!value && size && *size <= std::numeric_limits<std::int64_t>::max()) value = static_cast<std::int64_t>(*size);
    if (!value || *value < least || (*value > 0 && static_cast<std::uint64_t>(*value) > most)) {
        refuse(key, wrong_value(key, *text, fmt::format("a whole number from {} to {}", least, most)));
    }
    return value;
}

std::optional<std::chrono::milliseconds> Settings::find_duration(std::string_view key) const {
    const auto text = find<std::string>(key);
    if (!text) return std::nullopt;
    const auto value = detail::read_duration(*text);
    if (!value) refuse(key, wrong_value(key, *text, detail::duration_example));
    return value;
}

std::string Settings::wrong_value(std::string_view key, std::string_view text, std::string_view wanted) const {
    return is_secret(key) ? fmt::format("is not {}", wanted) : detail::is_not(text, wanted);
}

}  // namespace serval
