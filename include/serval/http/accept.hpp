#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include <serval/http/media_type.hpp>

namespace serval {

/** What negotiation came to: which of the offered types, and the range of the client's that chose it. */
struct Negotiated {
    std::size_t index = 0;
    std::string_view range;   // a view into the header, such as "application/json; indent=4"; empty when there was none
};

/** Choose the offered media type that the client weighs highest (RFC 9110 §12.5.1), before routing comes to the endpoint.

    For each offered type the most specific range counts: `type/subtype;parameter` over `type/subtype` over `type` with a star
    over two stars. Of equal weights the more specific range wins, then the order of `offered`. A weight of 0 excludes.
    A parameter that an offered type does not know, such as `indent=4`, does not stand in the way of a range
    (unless it excludes); one that contradicts does. Elements that are no range are skipped.

    @param accept   The header's value; without one the first offered type is chosen.
    @param offered  What can be rendered, best first.
    @return         Nothing when no offered type is acceptable, an empty or unreadable header included.

    The time is proportional to the number of ranges times that of the offered types.
*/
[[nodiscard]] std::optional<Negotiated> negotiate(std::optional<std::string_view> accept, std::span<const MediaType> offered);

/** How `accept` weighs one media type, in thousandths: 0 when it is not acceptable. */
[[nodiscard]] int quality(std::string_view accept, const MediaType& offered);

}  // namespace serval
