#include "server/setting_forms.hpp"

#include "logging/escape.hpp"
#include "server/setting_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace serval::detail {
namespace {

using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 3> error_styles{"problem", "drf", "detail_list"};
constexpr std::array<std::string_view, 2> invalid_inputs{"400", "422"};
constexpr std::array<std::string_view, 5> log_levels{"debug", "info", "warning", "error", "off"};
constexpr std::array<std::string_view, 2> log_formats{"text", "json"};
constexpr std::array<std::string_view, 3> logged_queries{"whole", "names", "none"};
constexpr std::array<std::string_view, 3> openapi_versions{"3.0", "3.1", "3.2"};

/** The member at the end of `Path`: `at<&Settings::limits, &Limits::connections>(settings)`. */
template <auto... Path>
auto& at(auto& settings) {
    return (settings.*....*Path);
}

/** Whatever takes one value: `Read` makes it a member, or says what is wrong. */
template <auto Read>
std::string write_one(const SettingForm& form, Settings& settings, const Texts& texts) {
    if (texts.size() != 1) return fmt::format("takes one value, not {}", texts.size());
    return Read(form, settings, texts.front());
}

template <auto... Path>
constexpr SettingForm truth(std::string_view key, std::string_view help) {
    constexpr auto read = [](const SettingForm&, Settings& settings, std::string_view text) {
        const auto value = read_truth(text);
        if (value) at<Path...>(settings) = *value;
        return value ? std::string{} : is_not(text, truth_example);
    };
    return {key, "", help, write_one<read>,
            [](const Settings& s) { return std::string{at<Path...>(s) ? "true" : "false"}; }};
}

template <auto... Path>
constexpr SettingForm count(std::string_view key, std::string_view help, std::uint64_t least, std::uint64_t most) {
    constexpr auto read = [](const SettingForm& form, Settings& settings, std::string_view text) {
        const auto value = read_whole(text);
        const bool fits = value && *value >= form.least && *value <= form.most;
        if (fits) at<Path...>(settings) = static_cast<std::remove_reference_t<decltype(at<Path...>(settings))>>(*value);
        return fits ? std::string{} : is_not(text, fmt::format("a whole number from {} to {}", form.least, form.most));
    };
    return {key, "NUMBER", help, write_one<read>, [](const Settings& s) { return fmt::to_string(at<Path...>(s)); },
            least, most};
}

template <auto... Path>
constexpr SettingForm size(std::string_view key, std::string_view help, std::uint64_t least = 0) {
    constexpr auto read = [](const SettingForm& form, Settings& settings, std::string_view text) {
        const auto value = read_size(text);
        if (!value) return is_not(text, size_example);
        if (*value < form.least) return fmt::format("\"{}\" is too little: at least {}", text, show_size(form.least));
        at<Path...>(settings) = *value;
        return std::string{};
    };
    return {key, "SIZE", help, write_one<read>, [](const Settings& s) { return show_size(at<Path...>(s)); }, least};
}

template <auto... Path>
constexpr SettingForm duration(std::string_view key, std::string_view help) {
    constexpr auto read = [](const SettingForm&, Settings& settings, std::string_view text) {
        const auto value = read_duration(text);
        if (value) at<Path...>(settings) = *value;
        return value ? std::string{} : is_not(text, duration_example);
    };
    return {key, "DURATION", help, write_one<read>, [](const Settings& s) { return show_duration(at<Path...>(s)); }};
}

template <const auto& Names, auto... Path>
constexpr SettingForm choice(std::string_view key, std::string_view takes, std::string_view help) {
    constexpr auto read = [](const SettingForm&, Settings& settings, std::string_view text) {
        using Enum = std::remove_reference_t<decltype(at<Path...>(settings))>;
        const auto found = std::find(Names.begin(), Names.end(), text);
        if (found == Names.end()) return is_not(text, fmt::format("one of {}", fmt::join(Names, ", ")));
        at<Path...>(settings) = static_cast<Enum>(found - Names.begin());
        return std::string{};
    };
    return {key, takes, help, write_one<read>, [](const Settings& s) {
                return std::string{Names[static_cast<std::size_t>(at<Path...>(s))]};
            }};
}

std::string any_text(std::string_view) { return {}; }

std::string key_text(std::string_view text) {
    return text.empty() || text.size() >= 32 ? std::string{}
                                             : "is too short: at least 32 octets, such as `openssl rand -hex 32` prints";
}

std::string path_text(std::string_view text) {
    return text.empty() || text.front() == '/' ? std::string{} : is_not(text, "a path that begins with /, or nothing");
}

std::string file_text(std::string_view text) {
    return text.empty() ? is_not(text, "stderr, stdout or the path of a file") : "";
}

template <auto Check, auto... Path>
constexpr SettingForm text(std::string_view key, std::string_view takes, std::string_view help, bool secret = false) {
    constexpr auto read = [](const SettingForm&, Settings& settings, const std::string& value) {
        std::string wrong = Check(value);
        if (wrong.empty()) at<Path...>(settings) = value;
        return wrong;
    };
    return {key, takes, help, write_one<read>, [](const Settings& s) { return at<Path...>(s); },
            0, std::numeric_limits<std::uint64_t>::max(), secret};
}

std::string write_listen(const SettingForm&, Settings& settings, const Texts& texts) {
    std::vector<ListenAddress> addresses;
    for (const std::string& part : texts.size() == 1 ? split_list(texts.front()) : texts) {
        const auto address = parse_listen_address(part);
        if (!address) return is_not(part, "an address such as 127.0.0.1:8000, [::1]:8000, localhost:8000 or unix:/run/app.sock");
        addresses.push_back(*address);
    }
    if (addresses.empty()) return "needs at least one address, such as 127.0.0.1:8000";
    settings.listen = std::move(addresses);
    return {};
}

std::string show_listen(const Settings& settings) {
    std::string text;
    for (const ListenAddress& address : settings.listen) text += (text.empty() ? "" : ", ") + to_text(address);
    return text;
}

using S = Settings;
using L = Limits;

constexpr std::array forms{
    SettingForm{"listen", "ADDRESS", "ADDRESS:PORT or unix:PATH; several with commas between", write_listen,
                show_listen},
    count<&S::threads>("threads", "Event loops; 0 for as many as there are cores", 0, 1024),
    count<&S::workers>("workers", "Threads for blocking handlers", 1, 4096),
    count<&S::worker_queue>("worker_queue", "Blocking calls that may wait for a worker", 1, 10'000'000),
    duration<&S::stop_timeout>("stop_timeout", "How long to let run what runs when told to stop"),
    text<key_text, &S::secret_key>("secret_key", "TEXT", "What signatures are made with, at least 32 octets", true),
    choice<error_styles, &S::errors>("errors", "problem|drf|detail_list", "The form in which failures leave"),
    choice<invalid_inputs, &S::invalid_input>("invalid_input", "400|422", "The status of well-formed input that is wrong"),
    truth<&S::validate_responses>("validate_responses", "Hold answers against what endpoints declare"),
    truth<&S::debug>("debug", "Tell clients what failed unexpectedly; for development alone"),
    text<any_text, &S::tls, &TlsSettings::certificate>("tls.certificate", "FILE",
                                                       "Certificate chain, as a PEM file or PEM text"),
    text<any_text, &S::tls, &TlsSettings::key>("tls.key", "FILE", "Private key, as a PEM file or PEM text"),
    size<&S::limits, &L::head_octets>("limits.head_octets", "Request line and header fields together", 256),
    count<&S::limits, &L::header_fields>("limits.header_fields", "Header fields of a request", 1, 100'000),
    size<&S::limits, &L::target_octets>("limits.target_octets", "A request's target", 1),
    size<&S::limits, &L::body_octets>("limits.body_octets", "A request's content, where its endpoint says nothing else"),
    count<&S::limits, &L::pipelined_requests>("limits.pipelined_requests", "Requests answered ahead of the client", 1,
                                              100'000),
    size<&S::limits, &L::drained_octets>("limits.drained_octets", "Unread content that is taken in to keep a connection"),
    duration<&S::limits, &L::head_deadline>("limits.head_deadline", "From a request's first octet to the end of its head"),
    duration<&S::limits, &L::idle_deadline>("limits.idle_deadline", "A connection without a request"),
    duration<&S::limits, &L::write_stall>("limits.write_stall", "A client that takes nothing of its answer"),
    duration<&S::limits, &L::content_grace>("limits.content_grace", "How far content may fall behind its least rate"),
    count<&S::limits, &L::content_octets_per_second>("limits.content_octets_per_second", "The least rate of content", 0,
                                                     4'294'967'295),
    duration<&S::limits, &L::content_deadline>("limits.content_deadline", "All that a request's content is waited for"),
    duration<&S::limits, &L::linger>("limits.linger", "For the client to hang up after the last answer"),
    count<&S::limits, &L::connections>("limits.connections", "Connections in all", 1, 10'000'000),
    count<&S::limits, &L::connections_per_address>("limits.connections_per_address", "Connections of one client; 0 for any",
                                                   0, 10'000'000),
    choice<log_levels, &S::log, &LogSettings::level>("log.level", "debug|info|warning|error|off",
                                                     "What matters enough to be logged"),
    choice<log_formats, &S::log, &LogSettings::format>("log.format", "text|json", "How a line is written"),
    text<file_text, &S::log, &LogSettings::destination>("log.destination", "stderr|stdout|FILE", "Where lines go"),
    truth<&S::log, &LogSettings::access>("log.access", "A line for each request"),
    choice<logged_queries, &S::log, &LogSettings::query>("log.query", "whole|names|none",
                                                         "What the log shows of a request's query"),
    truth<&S::docs, &DocsSettings::enabled>("docs.enabled", "Serve the API's own description"),
    text<path_text, &S::docs, &DocsSettings::openapi>("docs.openapi", "PATH", "OpenAPI document"),
    text<path_text, &S::docs, &DocsSettings::swagger>("docs.swagger", "PATH", "Swagger UI"),
    text<path_text, &S::docs, &DocsSettings::redoc>("docs.redoc", "PATH", "ReDoc"),
    text<path_text, &S::docs, &DocsSettings::assets>("docs.assets", "PATH", "What the pages load, with component docs-ui"),
    choice<openapi_versions, &S::openapi, &OpenApiSettings::version>("openapi.version", "3.0|3.1|3.2",
                                                                     "The version of OpenAPI that the document is written in")};

}  // namespace

std::span<const SettingForm> setting_forms() noexcept { return forms; }

const SettingForm* find_setting_form(std::string_view key) noexcept {
    const auto found = std::find_if(forms.begin(), forms.end(), [&](const SettingForm& form) { return form.key == key; });
    return found != forms.end() ? &*found : nullptr;
}

const std::vector<std::string>& setting_keys() {
    static const std::vector<std::string> keys = [] {
        std::vector<std::string> all;
        for (const SettingForm& form : forms) all.emplace_back(form.key);
        return all;
    }();
    return keys;
}

bool is_section(std::string_view name) noexcept {
    return std::any_of(forms.begin(), forms.end(), [&](const SettingForm& form) {
        return form.key.size() > name.size() && form.key.substr(0, name.size()) == name && form.key[name.size()] == '.';
    });
}

std::string is_not(std::string_view text, std::string_view wanted) {
    constexpr std::size_t longest = 60;
    std::string shown;
    append_escaped(shown, text.substr(0, longest));
    return fmt::format("\"{}{}\" is not {}", shown, text.size() > longest ? "…" : "", wanted);
}

}  // namespace serval::detail
