#include "transport/response_writer.hpp"

#include <algorithm>
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

std::string make_status_line(Status status) { return fmt::format("HTTP/1.1 {} {}\r\n", number(status), reason(status)); }

/** The lines of all codes that have a class (RFC 9110 §15), rendered once. */
class StatusLines {
public:
    StatusLines() {
        for (std::size_t i = 0; i < lines_.size(); ++i) lines_[i] = make_status_line(Status{static_cast<std::uint16_t>(first + static_cast<int>(i))});
    }

    void write(Status status, std::string& out) const {
        const auto index = static_cast<std::size_t>(number(status) - first);
        if (index < lines_.size()) out += lines_[index];
        else out += make_status_line(status);
    }

private:
    static constexpr int first = 100;

    std::array<std::string, 500> lines_;
};

const StatusLines& status_lines() {
    static const StatusLines lines;
    return lines;
}

void write_length(std::uint64_t length, std::string& out) {
    static constexpr std::string_view name = "Content-Length: ";
    std::array<char, name.size() + 20 + 2> line;
    char* end = std::copy(name.begin(), name.end(), line.data());
    end = std::to_chars(end, line.data() + line.size(), length).ptr;
    *end++ = '\r';
    *end++ = '\n';
    out.append(line.data(), end);
}

}  // namespace

void HeadStart::refresh(std::int64_t seconds_since_epoch) {
    if (seconds_since_epoch == rendered_) return;
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t time{seconds_since_epoch};
    std::tm utc{};
    gmtime_r(&time, &utc);
    date_line_ = fmt::format("Date: {}, {:02} {} {} {:02}:{:02}:{:02} GMT\r\n", days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                             months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    of_ok_.clear();
    status_lines().write(Status::ok, of_ok_);
    of_ok_ += date_line_;
    rendered_ = seconds_since_epoch;
}

void HeadStart::write(Status status, std::string& out) const {
    if (status == Status::ok) {
        out += of_ok_;
    } else {
        status_lines().write(status, out);
        out += date_line_;
    }
}

void write_response_head(Response& response, const ResponseFrame& frame, const HeadStart& start, std::string& out) {
    drop_transport_fields(response.headers());
    start.write(response.status(), out);
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
