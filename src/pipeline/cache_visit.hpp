#pragma once

#include <cstdint>
#include <string>

#include "caching/flights.hpp"

namespace serval {

/** What the cache remembers of a request while it is answered. */
struct CacheVisit {
    enum class Step : std::uint8_t { looking, joining };

    std::string key{};
    std::string stamp{};        // of the look-up that came before the answer
    Step step = Step::looking;
    bool fills = false;         // whether the answer may be kept
    Flights::Seat seat{};
};

}  // namespace serval
