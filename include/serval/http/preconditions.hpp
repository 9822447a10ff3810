#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include <serval/http/entity_tag.hpp>

namespace serval {

class Request;

/** What tells the present state of a resource from others: either, or both. */
struct Validators {
    std::optional<EntityTag> etag{};
    std::optional<std::chrono::sys_seconds> last_modified{};
};

/** What a request's conditions come to. */
enum class PreconditionOutcome : std::uint8_t {
    met,            // do what it asks for; also where it has none
    not_modified,   // 304: the client has what it would get
    failed,         // 412: do nothing
};

/** Hold the conditions of `request` against `current`, in the order of RFC 9110 §13.2.2: If-Match before If-Unmodified-Since,
    If-None-Match before If-Modified-Since. A date that is none counts for nothing, a tag that is none matches nothing.
    @param current  The resource as it is; nothing where there is none.
    Thread-safe. Linear in the fields' size.
*/
[[nodiscard]] PreconditionOutcome evaluate_preconditions(const Request& request, const std::optional<Validators>& current);

}  // namespace serval
