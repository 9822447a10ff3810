#include <serval/realtime/server_sent_event.hpp>

#include <stdexcept>

#include <serval/realtime/event_stream.hpp>

namespace serval::detail {
namespace {

constexpr std::string_view line_end = "\r\n";

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append(line_end);
}

/** Take a line off; any of the ends that readers of event streams know of ends it. */
std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    text.remove_prefix(line.size());
    if (text.starts_with(line_end)) text.remove_prefix(1);
    return line;
}

/** A field for each line of `text`, which has at least one. */
void append_lines(std::string& out, std::string_view name, std::string_view text) {
    for (;;) {
        append_field(out, name, take_line(text));
        if (text.empty()) return;
        text.remove_prefix(1);
    }
}

}  // namespace

std::string checked_event_text(std::string text) {
    static constexpr std::string_view unfit{"\r\n\0", 3};
    if (text.find_first_of(unfit) != std::string::npos) throw std::invalid_argument{"an event's id and name have no line break and no NUL"};
    return text;
}

std::string event_text(const EventHead& head, std::string_view data) {
    std::string text;
    if (!head.id.empty()) append_field(text, "id", head.id);
    if (!head.name.empty()) append_field(text, "event", head.name);
    append_lines(text, "data", data);
    if (head.retry.has_value()) append_field(text, "retry", std::to_string(head.retry->count()));
    return text.append(line_end);
}

std::string event_comment(std::string_view comment) {
    std::string text;
    append_lines(text, "", comment);
    return text.append(line_end);
}

}  // namespace serval::detail
