#pragma once

#include <cstdint>

namespace serval {

/** The version of OpenAPI that an app's document is written in. 3.0 is for tools that know nothing newer: what it has no word for is
    said in other words there, or left out.
*/
enum class OpenApiVersion : std::uint8_t { v3_0, v3_1, v3_2 };

}  // namespace serval
