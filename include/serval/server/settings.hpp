#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/logging/log_settings.hpp>
#include <serval/openapi/openapi_version.hpp>
#include <serval/problem/invalid_input.hpp>
#include <serval/server/limits.hpp>
#include <serval/server/listen_address.hpp>
#include <serval/server/settings_error.hpp>
#include <serval/server/tls_settings.hpp>

namespace serval {

/** What a program was started to do: `./bookstore serve`, which is meant when nothing is said. */
enum class Command : std::uint8_t { serve, routes, openapi, check, help, version };

/** The form in which failures leave: RFC 9457, as Django REST framework writes them, or as FastAPI does. */
enum class ErrorStyle : std::uint8_t { problem, drf, detail_list };

/** Where the API describes itself. What has an empty path is not served. */
struct DocsSettings {
    bool enabled = true;
    std::string openapi = "/openapi.json";
    std::string swagger = "/docs";
    std::string redoc = "/redoc";
    std::string assets = "/docs-assets";   // the pages' scripts and styles, when the component docs-ui is linked
};

/** How the document is written that the API describes itself by. */
struct OpenApiSettings {
    OpenApiVersion version = OpenApiVersion::v3_1;
};

enum class DocumentFormat : std::uint8_t { json, yaml };

/** What `./bookstore openapi` makes of the document; its flags `--format`, `--output` and `--check` say so. */
struct DocumentOutput {
    DocumentFormat format = DocumentFormat::json;
    std::string file = {};   // where to write it; empty: it is printed
    bool check = false;      // write nothing, and fail where the file holds anything else
};

/** A setting of a program's own that gets a flag and a line in `--help`: `{"database.path", "Where the books are kept"}`
    is set by `--database-path`. Those that are not declared are set all the same, see Settings.
*/
struct OwnSetting {
    std::string key;
    std::string help = {};
    bool secret = false;    // never shown; also assumed of keys that end in key, password, secret or token
    std::string flag = {};  // in the place of the one that the key makes: "--redis"
};

/** What the command line and the environment need to know of a program. */
struct Program {
    std::string name = {};                         // in `--help`; the name it was called by when empty
    std::string version = {};                      // what `--version` prints behind the name
    std::string environment_prefix = "SERVAL";     // SERVAL_THREADS; also names the file: serval.toml
    std::vector<OwnSetting> own = {};
};

/** What an app and its server are told from outside: by flags, environment, a TOML file, and defaults, in this order.

    A setting has one key everywhere: `log.level` is `--log-level`, `SERVAL_LOG__LEVEL`, and `level` under `[log]`.
    The file is the one that `--config` or `SERVAL_CONFIG` names, otherwise `serval.toml` in the working directory,
    where there is one.
    Durations are written `30s`, `250ms`, `5m`, `1h`; sizes `1MiB`, `64KiB` or a plain number of octets.

    Whatever else a program wants to be told it keeps in sections of its own (`[database]`, `SERVAL_DATABASE__PATH`,
    `--set database.path=…`) and reads by `get`. In Serval's own sections an unknown key is a mistake.

    A value; reading it is thread-safe.
*/
class Settings {
public:
    Command command = Command::serve;
    std::string output;                                  // what `--help` and `--version` are to print
    DocumentOutput document;                             // what the command `openapi` is to do

    std::vector<ListenAddress> listen{ListenAddress{}};
    unsigned threads = 0;                                // event loops; 0: as many as there are cores
    unsigned workers = 32;                               // threads for blocking handlers
    std::size_t worker_queue = 1024;                     // blocking calls that may wait for a worker; others get 503
    std::chrono::milliseconds stop_timeout = std::chrono::seconds{30};   // for what runs when the server is told to stop
    std::string secret_key;                              // for signing; at least 32 octets (RFC 7518 §3.2), never shown
    ErrorStyle errors = ErrorStyle::problem;
    InvalidInput invalid_input = InvalidInput::bad_request;   // 400 or 422 for well-formed input that is wrong
    bool validate_responses = false;                     // hold answers against what endpoints declare; for tests and development
    bool debug = false;                                  // tell clients what failed unexpectedly; for development alone
    TlsSettings tls;
    Limits limits;
    LogSettings log;
    DocsSettings docs;
    OpenApiSettings openapi;

    /** The defaults. */
    Settings();
    Settings(const Settings& other);
    Settings(Settings&& other) noexcept;
    Settings& operator=(const Settings& other);
    Settings& operator=(Settings&& other) noexcept;
    ~Settings();

    /** What the program was given, by `main`'s arguments, this process's environment and the settings file.
        `--help` and `--version` are commands like the others; nothing is printed and nobody exits here.
        @throws SettingsError that names everything that is wrong, also where a better source overrides it.
    */
    [[nodiscard]] static Settings from(int argc, const char* const* argv, const Program& program = {});

    /** The same with `arguments`, the program's name left out, and an environment of `NAME=value` entries. @throws as above. */
    [[nodiscard]] static Settings from(const std::vector<std::string>& arguments,
                                       const std::vector<std::string>& environment, const Program& program = {});

    /** Set one by its key, Serval's or the program's own, from text. @throws SettingsError */
    Settings& set(std::string_view key, std::string_view value);

    /** The program's own setting `key`, or nothing where it was not set. `T` is std::string, bool, an integer, double,
        a std::chrono duration, or std::vector<std::string>.
        @throws SettingsError when the value is no `T`, naming where it was set;
                std::invalid_argument when `key` is Serval's, which is a member here.
    */
    template <class T>
    [[nodiscard]] std::optional<T> find(std::string_view key) const;

    /** The program's own setting `key`, or `otherwise` where it was not set. @throws as `find`. */
    template <class T>
    [[nodiscard]] T get(std::string_view key, T otherwise) const {
        auto value = find<T>(key);
        return value ? *std::move(value) : std::move(otherwise);
    }

    /** The program's own setting `key`, which must be set. @throws as `find`, and SettingsError saying how to set it. */
    template <class T>
    [[nodiscard]] T get(std::string_view key) const {
        auto value = find<T>(key);
        if (!value) refuse_missing(key);
        return *std::move(value);
    }

    /** A setting as it stands. */
    struct Entry {
        std::string key;
        std::string value;    // in the form that `set` takes; secrets as "***"
        std::string source;   // "--threads", "SERVAL_THREADS", "serval.toml:3:11", "default" or "code"
    };

    /** Every setting, Serval's own first. */
    [[nodiscard]] std::vector<Entry> entries() const;
    /** The same as an aligned table of key, value and source, a line for each. */
    [[nodiscard]] std::string describe() const;

private:
    friend class SettingsReader;

    struct Own {
        std::vector<std::string> texts;   // several where a list was given
        std::string source;
    };
    struct Given {
        std::string value;
        std::string source;
    };

    [[nodiscard]] const Own* own(std::string_view key) const;
    [[nodiscard]] bool is_secret(std::string_view key) const;
    [[nodiscard]] Entry own_entry(const std::string& key, const Own& own) const;
    [[nodiscard]] std::optional<std::int64_t> find_integer(std::string_view key, std::int64_t least,
                                                           std::uint64_t most) const;
    [[nodiscard]] std::optional<std::chrono::milliseconds> find_duration(std::string_view key) const;
    [[nodiscard]] std::string wrong_value(std::string_view key, std::string_view text, std::string_view wanted) const;
    [[noreturn]] void refuse_missing(std::string_view key) const;
    [[noreturn]] void refuse(std::string_view key, std::string message) const;

    std::map<std::string, Given, std::less<>> given_;   // Serval's own that were set, as they were then
    std::map<std::string, Own, std::less<>> own_;
    std::vector<std::string> secrets_;
    std::string environment_prefix_ = "SERVAL";
};

template <>
std::optional<std::string> Settings::find(std::string_view key) const;
template <>
std::optional<bool> Settings::find(std::string_view key) const;
template <>
std::optional<double> Settings::find(std::string_view key) const;
template <>
std::optional<std::vector<std::string>> Settings::find(std::string_view key) const;

template <class T>
std::optional<T> Settings::find(std::string_view key) const {
    if constexpr (std::integral<T>) {
        const auto number = find_integer(key, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
        return number ? std::optional{static_cast<T>(*number)} : std::nullopt;
    } else {
        const auto duration = find_duration(key);
        if (!duration) return std::nullopt;
        const auto value = std::chrono::duration_cast<T>(*duration);
        if (value != *duration) refuse(key, "is finer than the program can tell");
        return value;
    }
}

}  // namespace serval
