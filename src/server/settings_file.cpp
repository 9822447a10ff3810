#include "server/settings_source.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace serval::detail {
namespace {

/** A table's values by their full keys; tables inside arrays get their place as a part of the key: `servers.0.name`. */
class Flattened {
public:
    Flattened(std::string path, std::vector<GivenSetting>& given) : path_{std::move(path)}, given_{given} {}

    void add(const std::string& key, const toml::node& node) {
        if (const auto* table = node.as_table()) {
            const std::string section = key.empty() ? "" : key + ".";
            for (const auto& [name, inner] : *table) add(section + std::string{name.str()}, inner);
        } else if (const auto* array = node.as_array()) {
            add_array(key, *array);
        } else {
            given_.push_back({key, {text_of(node)}, place_of(node)});
        }
    }

private:
    void add_array(const std::string& key, const toml::array& array) {
        GivenSetting list{key, {}, place_of(array)};
        std::size_t place = 0;
        for (const toml::node& element : array) {
            if (element.is_value()) list.texts.push_back(text_of(element));
            else add(fmt::format("{}.{}", key, place), element);
            ++place;
        }
        if (array.empty() || !list.texts.empty()) given_.push_back(std::move(list));
    }

    static std::string text_of(const toml::node& node) {
        if (const auto* text = node.as_string()) return text->get();
        if (const auto* real = node.as_floating_point()) return fmt::to_string(real->get());
        std::ostringstream text;
        if (const auto* whole = node.as_integer()) text << whole->get();
        else if (const auto* truth = node.as_boolean()) text << (truth->get() ? "true" : "false");
        else if (const auto* date = node.as_date()) text << date->get();
        else if (const auto* time = node.as_time()) text << time->get();
        else if (const auto* moment = node.as_date_time()) text << moment->get();
        return text.str();
    }

    [[nodiscard]] std::string place_of(const toml::node& node) const {
        const toml::source_position at = node.source().begin;
        return fmt::format("{}:{}:{}", path_, at.line, at.column);
    }

    std::string path_;
    std::vector<GivenSetting>& given_;
};

}  // namespace

SettingsSource read_settings_file(const std::string& path) {
    SettingsSource source;
    std::ifstream file{path, std::ios::binary};
    if (!file.is_open() || (file.peek(), file.bad())) {
        source.mistakes.push_back({"", path, "cannot be read: " + std::generic_category().message(errno)});
        return source;
    }
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    try {
        Flattened{path, source.given}.add("", toml::parse(text, path));
    } catch (const toml::parse_error& error) {
        const toml::source_position at = error.source().begin;
        source.mistakes.push_back({"", fmt::format("{}:{}:{}", path, at.line, at.column), std::string{error.description()}});
    }
    return source;
}

}  // namespace serval::detail
