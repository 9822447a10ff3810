#include "server/document_flags.hpp"
#include "server/near_miss.hpp"
#include "server/setting_forms.hpp"
#include "server/settings_source.hpp"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace serval::detail {
namespace {

struct CommandWord {
    std::string_view word;
    Command command;
    std::string_view help;
};

constexpr std::array<CommandWord, 4> command_words{{
    {"serve", Command::serve, "Answer requests until told to stop (what happens when no command is given)"},
    {"routes", Command::routes, "Print every endpoint with what a request to it goes through"},
    {"openapi", Command::openapi, "Print the OpenAPI document, or write it into a file, or compare it with one"},
    {"check", Command::check, "Build the app without serving, and print every setting with where it comes from"},
}};

/** The command line as CLI11 sees it: it reads the words, we judge the values, so that no mistake hides another. */
class CommandLine {
public:
    explicit CommandLine(const Program& program)
        : program_{program}, app_{"", program.name.substr(program.name.rfind('/') + 1)}, defaults_{} {
        app_.allow_extras();
        app_.require_subcommand(0, 1);
        app_.set_help_flag();
        help_ = app_.add_flag("-h,--help")->description("Print this and end");
        version_ = app_.add_flag("--version")->description("Print the version and end");
        for (const CommandWord& word : command_words) {
            app_.add_subcommand(std::string{word.word}, std::string{word.help})->fallthrough()->set_help_flag();
        }
        add_options();
        document_.emplace(app_);
    }

    SettingsSource read(std::vector<std::string> arguments) {
        SettingsSource source;
        try {
            std::reverse(arguments.begin(), arguments.end());   // CLI11 takes them from the back
            app_.parse(std::move(arguments));
        } catch (const CLI::ParseError& error) {
            source.mistakes.push_back({"", "command line", error.what()});
        }
        read_command(source);
        document_->read(source);
        for (const Flag& flag : flags_) read_flag(flag, source);
        if (file_->count() > 0) source.file = GivenSetting{"config", {file_->results().back()}, "--config"};
        for (const std::string& text : set_->results()) read_set(text, source);
        read_extras(source);
        return source;
    }

private:
    struct Flag {
        std::string key;
        std::string name;
        CLI::Option* option;
    };

    void add_options() {
        file_ = add_option("--config", "FILE", "Settings file, TOML");
        set_ = add_option("--set", "KEY=VALUE", "Any setting by its key, Serval's or the program's own");
        for (const SettingForm& form : setting_forms()) {
            const std::string value = form.show(defaults_);
            const std::string help = value.empty() ? std::string{form.help} : fmt::format("{} [{}]", form.help, value);
            add_flag(std::string{form.key}, form.takes, help);
        }
        for (const OwnSetting& own : program_.own) add_flag(own.key, "VALUE", own.help, own.flag);
    }

    void add_flag(const std::string& key, std::string_view takes, const std::string& help, const std::string& own_flag = {}) {
        const std::string name = own_flag.empty() ? flag_of(key) : own_flag;
        const std::string both = fmt::format("{},!--no-{}", name, name.substr(2));
        CLI::Option* const option = takes.empty() ? app_.add_flag(both)->description(help)
                                                  : add_option(name, takes, help);
        const auto section = key.find('.');
        if (section != key.npos) option->group(key.substr(0, section));   // a heading of its own in --help
        flags_.push_back({key, name, option->take_all()});
    }

    CLI::Option* add_option(const std::string& name, std::string_view takes, const std::string& help) {
        CLI::Option* const option = app_.add_option(name, unused_, help);
        return option->expected(0, 1)->take_all()->allow_extra_args(false)->option_text(std::string{takes});
    }

    void read_command(SettingsSource& source) const {
        for (const CommandWord& word : command_words) {
            if (app_.got_subcommand(std::string{word.word})) source.command = word.command;
        }
        if (version_->count() > 0) {
            source.command = Command::version;
            source.output =
                fmt::format("{} {}\n", app_.get_name(), program_.version.empty() ? "unversioned" : program_.version);
        }
        if (help_->count() > 0) {
            source.command = Command::help;
            source.output = help();
        }
    }

    [[nodiscard]] std::string help() const {
        // Not app_.help(), which is a command's own as soon as there is a command.
        std::string text = app_.get_formatter()->make_help(&app_, app_.get_name(), CLI::AppFormatMode::Normal);
        constexpr std::string_view noise = "{false}";   // how CLI11 says that --no-debug means false
        for (auto at = text.find(noise); at != text.npos; at = text.find(noise)) text.erase(at, noise.size());
        const std::string variable = variable_of("limits.body_octets", program_.environment_prefix);
        return text + fmt::format("\nA setting is also read from the environment, {}=1MiB,\n"
                                  "and from the settings file, body_octets = \"1MiB\" under [limits].\n", variable);
    }

    static void read_flag(const Flag& flag, SettingsSource& source) {
        if (flag.option->count() > 0) source.given.push_back({flag.key, flag.option->results(), flag.name});
    }

    static void read_set(const std::string& text, SettingsSource& source) {
        const auto equals = text.find('=');
        if (equals == text.npos || equals == 0) {
            source.mistakes.push_back({"", "--set", is_not(text, "a key and a value, such as database.path=books.db")});
        } else {
            source.given.push_back({text.substr(0, equals), {text.substr(equals + 1)}, "--set"});
        }
    }

    /** What nobody knew: flags, the words behind them that were to be their values, and words that are no command. */
    void read_extras(SettingsSource& source) const {
        bool after_flag = false;
        for (const std::string& extra : app_.remaining(true)) {
            const bool is_flag = extra.size() > 1 && extra.front() == '-';
            if (is_flag) refuse_flag(extra.substr(0, extra.find('=')), source);
            else if (!after_flag) refuse_word(extra, source);
            after_flag = is_flag && extra.find('=') == extra.npos;
        }
    }

    void refuse_flag(const std::string& flag, SettingsSource& source) const {
        std::vector<std::string> names{"--help", "--version", "--config", "--set"};
        names.insert(names.end(), DocumentFlags::names.begin(), DocumentFlags::names.end());
        for (const Flag& known : flags_) names.push_back(known.name);
        source.mistakes.push_back({"", flag, "is no flag" + did_you_mean(flag, names)});
    }

    void refuse_word(const std::string& word, SettingsSource& source) const {
        std::vector<std::string> words;
        for (const CommandWord& known : command_words) words.emplace_back(known.word);
        const bool has_command = !app_.get_subcommands().empty();
        const std::string hint = has_command ? "; one command at a time" : did_you_mean(word, words);
        source.mistakes.push_back({"", "command line", is_not(word, "expected here") + hint});
    }

    const Program& program_;
    CLI::App app_;
    Settings defaults_;
    std::vector<Flag> flags_;
    std::vector<std::string> unused_;
    CLI::Option* help_ = nullptr;
    CLI::Option* version_ = nullptr;
    CLI::Option* file_ = nullptr;
    CLI::Option* set_ = nullptr;
    std::optional<DocumentFlags> document_;   // behind Serval's own settings in --help
};

}  // namespace

SettingsSource read_arguments(const std::vector<std::string>& arguments, const Program& program) {
    return CommandLine{program}.read(arguments);
}

std::string flag_of(std::string_view key) {
    std::string flag = "--";
    for (const char c : key) flag += c == '.' || c == '_' ? '-' : c;
    return flag;
}

}  // namespace serval::detail
