#pragma once

#include <string>

namespace serval {

/** One of the only values allowed, and how documents tell of it. */
struct Choice {
    std::string json{};    // the value, as JSON text
    std::string label{};   // what people call it; empty: nothing but the value
    std::string group{};   // what it is listed under; empty: nothing
};

}  // namespace serval
