#include "logging/line_format.hpp"

#include "logging/escape.hpp"

#include <array>
#include <cmath>
#include <iterator>

#include <fmt/compile.h>
#include <fmt/format.h>

namespace serval::detail {
namespace {

/** `2026-01-31T12:00:00`: the calendar is asked once a second on each thread. */
std::string_view text_of(std::chrono::sys_seconds second) {
    using namespace std::chrono;
    struct Rendered {
        sys_seconds second = sys_seconds::min();
        std::array<char, 32> text{};
    };
    static thread_local Rendered last;
    if (last.second != second) {
        const auto day = floor<days>(second);
        const year_month_day date{day};
        const hh_mm_ss clock{second - day};
        fmt::format_to_n(last.text.data(), last.text.size(), FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}"),
                         int{date.year()}, unsigned{date.month()}, unsigned{date.day()}, clock.hours().count(),
                         clock.minutes().count(), clock.seconds().count());
        last.second = second;
    }
    return {last.text.data(), std::string_view{"2026-01-31T12:00:00"}.size()};
}

/** UTC in RFC 3339's form, to the microsecond. */
void append_time(std::string& out, std::chrono::system_clock::time_point time) {
    using namespace std::chrono;
    const auto second = floor<seconds>(time);
    auto rest = static_cast<unsigned>(floor<microseconds>(time - second).count());
    std::array<char, 8> fraction{'.', '0', '0', '0', '0', '0', '0', 'Z'};
    for (std::size_t digit = 6; rest > 0; --digit, rest /= 10) fraction[digit] = static_cast<char>('0' + rest % 10);
    out.append(text_of(second)).append(fraction.data(), fraction.size());
}

struct TextValue {
    std::string& out;

    void operator()(std::string_view text) const { append_word(out, text); }
    void operator()(bool truth) const { out += truth ? "true" : "false"; }
    void operator()(double number) const { fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}"), number); }
    void operator()(std::integral auto number) const {
        const fmt::format_int digits{number};
        out.append(digits.data(), digits.size());
    }
};

struct JsonValue {
    std::string& out;

    void operator()(std::string_view text) const { append_json_string(out, text); }
    void operator()(double number) const {
        if (std::isfinite(number)) TextValue{out}(number);
        else out += "null";   // JSON has no word for it
    }
    void operator()(auto other) const { TextValue{out}(other); }
};

void append_text_fields(std::string& out, LogFields fields) {
    for (const LogField& field : fields) {
        out += ' ';
        append_word(out, field.name);
        out += '=';
        std::visit(TextValue{out}, field.value.held());
    }
}

bool is_taken(std::string_view name) noexcept { return name == "time" || name == "level" || name == "message"; }

void append_json_fields(std::string& out, LogFields fields) {
    for (const LogField& field : fields) {
        out += ',';
        append_json_string(out, field.name);
        if (is_taken(field.name)) out.insert(out.size() - 1, 1, '_');
        out += ':';
        std::visit(JsonValue{out}, field.value.held());
    }
}

}  // namespace

void append_untimed_line(std::string& out, const LogRecord& record) {
    out.append(name(record.level)).append(" ");
    append_escaped(out, record.message);
    append_text_fields(out, record.bound);
    append_text_fields(out, record.fields);
}

void append_text_line(std::string& out, const LogRecord& record) {
    append_time(out, record.time);
    out += ' ';
    append_untimed_line(out, record);
}

void append_json_line(std::string& out, const LogRecord& record) {
    out += R"({"time":")";
    append_time(out, record.time);
    out.append(R"(","level":")").append(name(record.level)).append(R"(","message":)");
    append_json_string(out, record.message);
    append_json_fields(out, record.bound);
    append_json_fields(out, record.fields);
    out += '}';
}

}  // namespace serval::detail
