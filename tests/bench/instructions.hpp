#pragma once

#include <string>

namespace serval::bench {

/** The instructions that the server program `server` spends on one request on one of 64 kept connections, in user space: by callgrind,
    the difference between a run with many requests and one with few, so that neither start nor stop counts.
    @throws std::runtime_error when the server answers wrongly or does not end well.
*/
[[nodiscard]] double instructions_per_request(const std::string& server, const std::string& request);

}  // namespace serval::bench
