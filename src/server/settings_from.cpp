#include <serval/server/settings.hpp>

#include "server/setting_forms.hpp"
#include "server/settings_reader.hpp"
#include "server/settings_source.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>
#include <unistd.h>

namespace serval {
namespace {

using namespace detail;

/** The file that is read when nobody names one: `serval.toml`, `bookstore.toml`. */
std::string usual_file(std::string_view prefix) {
    std::string name;
    for (const char c : prefix) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name + ".toml";
}

SettingsSource read_file(const SettingsSource& arguments, const SettingsSource& environment, std::string_view prefix) {
    const auto& named = arguments.file ? arguments.file : environment.file;
    if (named) return read_settings_file(named->texts.front());
    const std::string usual = usual_file(prefix);
    return ::access(usual.c_str(), F_OK) == 0 ? read_settings_file(usual) : SettingsSource{};
}

bool has_own_section(const std::string& key) {
    const auto dot = key.find('.');
    return dot != key.npos && dot > 0 && !is_section(key.substr(0, dot));
}

bool is_flag(std::string_view text) {
    return text.size() > 2 && text.substr(0, 2) == "--" && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos;
}

/** Whether another setting, or Serval itself, has this flag. */
bool is_taken(const Program& program, const OwnSetting& own) {
    constexpr std::array<std::string_view, 7> words{"--help", "--version", "--config", "--set", "--format", "--output", "--check"};
    const std::vector<std::string>& keys = setting_keys();
    return std::find(words.begin(), words.end(), own.flag) != words.end() ||
           std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return flag_of(key) == own.flag; }) ||
           std::any_of(program.own.begin(), program.own.end(), [&](const OwnSetting& other) {
               return &other != &own && (other.flag.empty() ? flag_of(other.key) : other.flag) == own.flag;
           });
}

/** A mistake of the program's, not of whoever starts it. */
void check_own(const Program& program) {
    for (const OwnSetting& own : program.own) {
        if (!has_own_section(own.key)) {
            throw std::invalid_argument{
                fmt::format("\"{}\" cannot be a program's own setting: its key needs a section that is not Serval's", own.key)};
        }
        if (own.flag.empty()) continue;
        if (!is_flag(own.flag)) throw std::invalid_argument{fmt::format("\"{}\" is no flag: write \"--redis\"", own.flag)};
        if (is_taken(program, own)) throw std::invalid_argument{fmt::format("{} is another setting's flag already", own.flag)};
    }
}

std::vector<std::string> environment_of_process() {
    std::vector<std::string> all;
    for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) all.emplace_back(*entry);
    return all;
}

}  // namespace

Settings Settings::from(int argc, const char* const* argv, const Program& program) {
    Program named{program};
    if (named.name.empty() && argc > 0) named.name = std::string{argv[0]};
    return from({argv + (argc > 0 ? 1 : 0), argv + argc}, environment_of_process(), named);
}

Settings Settings::from(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
                        const Program& program) {
    check_own(program);
    Settings settings;
    settings.environment_prefix_ = program.environment_prefix;
    for (const OwnSetting& own : program.own) {
        if (own.secret) settings.secrets_.push_back(own.key);
    }
    SettingsSource flags = read_arguments(arguments, program);
    settings.command = flags.command;
    settings.output = std::move(flags.output);
    settings.document = std::move(flags.document);
    if (settings.command == Command::help || settings.command == Command::version) return settings;

    SettingsSource variables = read_environment(environment, program.environment_prefix);
    SettingsReader reader{settings};
    reader.take(read_file(flags, variables, program.environment_prefix));   // what is taken later wins
    reader.take(std::move(variables));
    reader.take(std::move(flags));
    reader.check_whole();
    reader.finish();
    return settings;
}

}  // namespace serval
