#include "transport/response_writer.hpp"

#include <array>
#include <charconv>
#include <ctime>

#include <fmt/format.h>

namespace serval::detail {
namespace {

bool belongs_to_transport(std::string_view name) noexcept {
    switch (name.size()) {
        case 4: return same_field_name(name, "Date");
        case 10: return same_field_name(name, "Connection") || same_field_name(name, "Keep-Alive");
        case 14: return same_field_name(name, "Content-Length");
        case 17: return same_field_name(name, "Transfer-Encoding");
        default: return false;
    }
}

void drop_transport_fields(Headers& headers) {
    for (std::size_t i = 0; i < headers.size();) {
        if (const std::string_view name = headers.at(i).name; belongs_to_transport(name)) {
            headers.remove(std::string{name});
        } else {
            ++i;
        }
    }
}

void write_status_line(Status status, std::string& out) {
    if (status == Status::ok) {
        out += "HTTP/1.1 200 OK\r\n";
    } else {
        fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", number(status), reason(status));
    }
}

void write_length(std::uint64_t length, std::string& out) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), length).ptr;
    out.append("Content-Length: ").append(digits.data(), end).append("\r\n");
}

}  // namespace

void DateLine::refresh(std::int64_t seconds_since_epoch) {
    if (seconds_since_epoch == rendered_) return;
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t time{seconds_since_epoch};
    std::tm utc{};
    gmtime_r(&time, &utc);
    text_ = fmt::format("Date: {}, {:02} {} {} {:02}:{:02}:{:02} GMT\r\n", days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                        months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    rendered_ = seconds_since_epoch;
}

void write_response_head(Response& response, const ResponseFrame& frame, std::string_view date_line, std::string& out) {
    drop_transport_fields(response.headers());
    write_status_line(response.status(), out);
    out += date_line;
    response.headers().write_to(out);
    switch (frame.content) {
        case ResponseFrame::Content::length: write_length(frame.length, out); break;
        case ResponseFrame::Content::chunked: out += "Transfer-Encoding: chunked\r\n"; break;
        case ResponseFrame::Content::upgrade: out += "Connection: upgrade\r\n"; break;
        case ResponseFrame::Content::none:
        case ResponseFrame::Content::until_close: break;
    }
    if (!frame.keep_alive) out += "Connection: close\r\n";
    if (frame.keep_alive && frame.http_1_0) out += "Connection: keep-alive\r\n";
    out += "\r\n";
}

}  // namespace serval::detail
