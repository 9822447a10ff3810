#pragma once

#include <initializer_list>
#include <memory>

#include <serval/logging/log_record.hpp>

namespace serval {

/** Where a log's lines go. */
class LogSink {
public:
    virtual ~LogSink() = default;

    /** Take one line. Thread-safe: any thread that logs calls it, several at a time. When it throws, the line is lost. */
    virtual void write(const LogRecord& record) = 0;

    /** Hand on what is held back. Thread-safe. */
    virtual void flush() {}
};

/** Structured messages of one app: `log.info("listening", {{"address", address}})`.

    A small handle: copies share the sink. Each app has its own; nothing is global. The default one is silent.
    Thread-safe; writing never throws: a line that cannot be written is lost.
*/
class Log {
public:
    Log() noexcept = default;
    explicit Log(std::shared_ptr<LogSink> sink, LogLevel level = LogLevel::info) noexcept;

    [[nodiscard]] LogLevel level() const noexcept { return level_; }
    [[nodiscard]] bool enabled(LogLevel level) const noexcept { return level >= level_ && level != LogLevel::off; }

    void debug(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept;
    void info(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept;
    void warning(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept;
    void error(std::string_view message, std::initializer_list<LogField> fields = {}) const noexcept;

    /** One line of `level`. One that `may_wait` is written soon, together with others: for what every request leaves. */
    void write(LogLevel level, std::string_view message, LogFields fields, bool may_wait = false) const noexcept;

    /** A log that says `fields`, which it copies, with every line, behind those that this one says already. */
    [[nodiscard]] Log with(std::initializer_list<LogField> fields) const;

    /** Have everything written that was held back. */
    void flush() const noexcept;

private:
    class Bound;

    std::shared_ptr<LogSink> sink_;
    std::shared_ptr<const Bound> bound_;
    LogLevel level_ = LogLevel::off;
};

}  // namespace serval
