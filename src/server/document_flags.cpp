#include "server/document_flags.hpp"

#include "server/setting_forms.hpp"

#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace serval::detail {
namespace {

constexpr const char* heading = "openapi";

bool is_yaml_file(std::string_view path) noexcept { return path.ends_with(".yaml") || path.ends_with(".yml"); }

/** The one value that the flag was given; a mistake, and nothing, where there were several. */
std::optional<std::string> value_of(const CLI::Option& option, std::string_view name, SettingsSource& source) {
    if (option.count() == 0) return std::nullopt;
    if (option.results().size() == 1) return option.results().front();
    source.mistakes.push_back({"", std::string{name}, fmt::format("takes one value, not {}", option.results().size())});
    return std::nullopt;
}

}  // namespace

DocumentFlags::DocumentFlags(CLI::App& app)
    : format_{app.add_option("--format", unused_, "Of the command openapi: the form of the document [json, or what FILE is called]")},
      output_{app.add_option("--output", unused_, "Of the command openapi: where to write the document")},
      check_{app.add_flag("--check")->description("Of the command openapi: write nothing, fail where FILE holds anything else")} {
    format_->option_text("json|yaml");
    output_->option_text("FILE");
    for (CLI::Option* const option : {format_, output_}) option->expected(0, 1)->take_all()->allow_extra_args(false)->group(heading);
    check_->group(heading);
}

void DocumentFlags::read(SettingsSource& source) const {
    if (source.command != Command::openapi) return refuse_elsewhere(source);
    read_output(source);   // its file tells the form, where nothing else does
    read_format(source);
    read_check(source);
}

void DocumentFlags::refuse_elsewhere(SettingsSource& source) const {
    const std::array options{format_, output_, check_};
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (options[i]->count() > 0) source.mistakes.push_back({"", std::string{names[i]}, "is a flag of the command openapi alone"});
    }
}

void DocumentFlags::read_output(SettingsSource& source) const {
    const auto file = value_of(*output_, "--output", source);
    if (!file.has_value()) return;
    if (file->empty()) source.mistakes.push_back({"", "--output", is_not("", "the path of a file")});
    source.document.file = *file;
    if (is_yaml_file(*file)) source.document.format = DocumentFormat::yaml;
}

void DocumentFlags::read_format(SettingsSource& source) const {
    const auto format = value_of(*format_, "--format", source);
    if (!format.has_value()) return;
    if (*format == "json") source.document.format = DocumentFormat::json;
    else if (*format == "yaml") source.document.format = DocumentFormat::yaml;
    else source.mistakes.push_back({"", "--format", is_not(*format, "one of json, yaml")});
}

void DocumentFlags::read_check(SettingsSource& source) const {
    source.document.check = check_->count() > 0;
    if (!source.document.check || output_->count() > 0) return;
    source.mistakes.push_back({"", "--check", "needs --output FILE: the file that the document is compared with"});
}

}  // namespace serval::detail
