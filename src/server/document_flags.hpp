#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "server/settings_source.hpp"

namespace CLI {
class App;
class Option;
}

namespace serval::detail {

/** The flags of the command `openapi`, which say what becomes of the document. Other commands refuse them. */
class DocumentFlags {
public:
    static constexpr std::array<std::string_view, 3> names{"--format", "--output", "--check"};

    explicit DocumentFlags(CLI::App& app);

    /** Read them, once the command is known. */
    void read(SettingsSource& source) const;

private:
    void refuse_elsewhere(SettingsSource& source) const;
    void read_format(SettingsSource& source) const;
    void read_output(SettingsSource& source) const;
    void read_check(SettingsSource& source) const;

    std::vector<std::string> unused_;
    CLI::Option* format_;
    CLI::Option* output_;
    CLI::Option* check_;
};

}  // namespace serval::detail
