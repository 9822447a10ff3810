#pragma once

#include <string>

#include <serval/logging/log_record.hpp>

namespace serval::detail {

/** Append `2026-01-31T12:00:00.123456Z info listening address=127.0.0.1:8000`, without a line break. */
void append_text_line(std::string& out, const LogRecord& record);

/** As append_text_line, without the time. */
void append_untimed_line(std::string& out, const LogRecord& record);

/** Append `{"time":"…","level":"info","message":"listening","address":"127.0.0.1:8000"}`, without a line break. */
void append_json_line(std::string& out, const LogRecord& record);

}  // namespace serval::detail
