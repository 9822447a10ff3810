#pragma once

#include <chrono>
#include <optional>

#include <serval/http/headers.hpp>

namespace serval {

/** What a message's Cache-Control says that the server's own cache heeds (RFC 9111 §5.2). */
struct CacheDirectives {
    bool no_store = false;
    bool no_cache = false;
    bool is_private = false;
    std::optional<std::chrono::seconds> max_age{};
    std::optional<std::chrono::seconds> s_maxage{};

    /** Read every Cache-Control field. What is not known is passed over; a time that is no number is 0, and so is one that is said
        twice and differently (§4.2.1): better stale than wrong.
    */
    [[nodiscard]] static CacheDirectives read(const Headers& headers);
};

}  // namespace serval
