#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <serval/caching/cache.hpp>

namespace serval {

/** What its text takes, in octets: its body, and the names and values of its fields. */
[[nodiscard]] std::size_t octets_of(const StoredResponse& response) noexcept;

/** A response as stores that keep text keep it: a few octets more than its own. */
[[nodiscard]] std::string encode(const StoredResponse& response);

/** The response that `text` was made of; nothing when it is none that this version wrote. */
[[nodiscard]] std::optional<StoredResponse> decode_response(std::string_view text);

}  // namespace serval
