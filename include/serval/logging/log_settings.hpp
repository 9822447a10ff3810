#pragma once

#include <string>

#include <serval/logging/log.hpp>

namespace serval {

/** How a line is written: for people, or as one JSON object for programs. */
enum class LogFormat : std::uint8_t { text, json };

/** How much of a request's query goes into the access log: all of it, its names with their values hidden, or nothing. */
enum class LoggedQuery : std::uint8_t { whole, names, omitted };

/** What goes into the log, how, and where. */
struct LogSettings {
    LogLevel level = LogLevel::info;
    LogFormat format = LogFormat::text;
    std::string destination = "stderr";   // "stderr", "stdout", or the path of a file that is appended to
    bool access = false;                  // one line for each request, whose name is sent back as X-Request-Id
    LoggedQuery query = LoggedQuery::names;
};

/** A log that writes as `settings` say.

    Lines that may wait collect per thread and are written together, after a fifth of a second or 32 KiB, whichever is first,
    and when the last copy of the log goes; all others are written at once. In values and messages every control
    character is escaped, so that no client can write a line of its own. As JSON, each line is an object with `time`,
    `level`, `message` and the fields; a field of one of these three names gets a `_` behind it.
    @throws std::runtime_error when the destination cannot be opened.
*/
[[nodiscard]] Log open_log(const LogSettings& settings);

}  // namespace serval
