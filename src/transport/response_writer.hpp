#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <serval/http/response.hpp>

namespace serval::detail {

/** What every response begins with: the status line, and the `Date` field's line (RFC 9110 §6.6.1), which is rendered once a second.
    One for each loop; not thread-safe.
*/
class HeadStart {
public:
    /** Render anew when a second has passed since the last time. */
    void refresh(std::int64_t seconds_since_epoch);
    void write(Status status, std::string& out) const;

private:
    std::string date_line_;
    std::string of_ok_;   // all of it for a 200
    std::int64_t rendered_ = -1;
};

/** What the transport adds to a response's own header fields. */
struct ResponseFrame {
    enum class Content : std::uint8_t { none, upgrade, length, chunked, until_close };

    Content content = Content::none;
    std::uint64_t length = 0;
    bool keep_alive = true;
    bool http_1_0 = false;
};

/** Append status line and header section. Fields that are the transport's to write are dropped from `response` first. */
void write_response_head(Response& response, const ResponseFrame& frame, const HeadStart& start, std::string& out);

}  // namespace serval::detail
