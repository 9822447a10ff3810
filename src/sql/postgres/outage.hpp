#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include <serval/logging/log.hpp>

namespace serval::sql::postgres {

/** Tells the log when PostgreSQL goes, and when it is back, and nothing in between. Thread-safe. */
class Outage {
public:
    explicit Outage(Log log) : log_{std::move(log)} {}

    /** A connection was lost, or cannot be made. */
    void began(std::string_view why);
    /** A connection was made. */
    void ended();

private:
    Log log_;
    std::mutex mutex_;   // keeps the lines in order
    bool is_away_ = false;
};

}  // namespace serval::sql::postgres
