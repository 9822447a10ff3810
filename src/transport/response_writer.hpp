#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <serval/http/response.hpp>

namespace serval::detail {

/** The `Date` field's line, rendered once a second (RFC 9110 §6.6.1). One for each loop; not thread-safe. */
class DateLine {
public:
    /** Render anew when a second has passed since the last time. */
    void refresh(std::int64_t seconds_since_epoch);
    [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
    std::string text_;
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
void write_response_head(Response& response, const ResponseFrame& frame, std::string_view date_line, std::string& out);

}  // namespace serval::detail
