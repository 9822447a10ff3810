#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include <serval/logging/log.hpp>

namespace serval::redis {

/** Tells the log when no connection can be made any more, and when one is there again, and nothing in between. Thread-safe. */
class Outage {
public:
    /** @param redis        What it is called in the log.
        @param connections  How many there are when all is well.
    */
    Outage(Log log, std::string redis, std::size_t connections);

    /** One more connection cannot be made. */
    void began(const std::string& why);
    /** One that could not be made was made. */
    void ended();

private:
    Log log_;
    std::string redis_;
    std::size_t connections_;
    std::mutex mutex_;   // keeps the lines in order
    std::size_t lost_ = 0;
};

}  // namespace serval::redis
