#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace serval {

/** One element of a list such as Accept, Accept-Encoding or Accept-Language. */
struct Weighted {
    std::string_view text;         // the whole element: "text/html;level=1;q=0.5"
    std::string_view value;        // what stands before its parameters: "text/html"
    std::string_view parameters;   // from the first `;` on
    int weight = 1000;             // thousandths; 0 means: not this
};

/** Reads a list with weights, element by element, without copying (RFC 9110 §12.4.2).

    A `q` counts wherever it stands among the parameters. A weight that is malformed or past 1 counts as 1, and `.5` as 0.5:
    what a client wrote wrongly is no reason to refuse it. Linear time over the list.
*/
class WeightedReader {
public:
    explicit WeightedReader(std::string_view list) noexcept : rest_{list} {}

    /** The next element, nothing at the end. Empty elements are skipped. */
    [[nodiscard]] std::optional<Weighted> next();

private:
    std::string_view rest_;
};

/** The weight of `value` in a list of names such as Accept-Encoding's: what is named counts over `*`; nothing when neither is there. */
[[nodiscard]] std::optional<int> weight_of(std::string_view value, std::string_view list);

/** The index of the name among `offered` that `list` weighs highest, the first of equals; nothing when none is wanted.

    The time is that of reading the list once for each name.
*/
[[nodiscard]] std::optional<std::size_t> negotiate_name(std::string_view list, std::span<const std::string_view> offered);

}  // namespace serval
