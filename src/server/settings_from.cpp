#include <serval/server/settings.hpp>

#include "server/setting_forms.hpp"
#include "server/settings_reader.hpp"
#include "server/settings_source.hpp"

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

/** A mistake of the program's, not of whoever starts it. */
void check_own(const Program& program) {
    for (const OwnSetting& own : program.own) {
        const auto dot = own.key.find('.');
        if (dot != own.key.npos && dot > 0 && !is_section(own.key.substr(0, dot))) continue;
        throw std::invalid_argument{
            fmt::format("\"{}\" cannot be a program's own setting: its key needs a section that is not Serval's", own.key)};
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
