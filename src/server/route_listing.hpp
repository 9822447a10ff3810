#pragma once

#include <string>

namespace serval {

class Pipeline;

/** Every endpoint, a line each, with the stages that requests to it go through. */
[[nodiscard]] std::string list_routes(const Pipeline& pipeline);

}  // namespace serval
