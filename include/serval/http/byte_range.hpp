#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace serval {

/** Octets of a representation: `size` of them, from `first` on. */
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t size = 0;

    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/** What a Range field asks for. */
struct RangeRequest {
    enum class Kind : std::uint8_t {
        whole,           // all there is: it has no range, or one that need not be served
        part,            // `range`, a 206
        unsatisfiable,   // what there is not, a 416
    };

    Kind kind = Kind::whole;
    ByteRange range{};

    /** Read a Range field of a representation with `size` octets (RFC 9110 §14.2).

        A field that is malformed, of another unit, or names several ranges is one of no effect, as the standard permits: several ranges
        are hardly asked for but in order to exhaust a server. A range that ends behind the end ends there. Constant memory.
    */
    [[nodiscard]] static RangeRequest parse(std::string_view field, std::uint64_t size) noexcept;
};

/** The Content-Range of `range` of `size` octets: `bytes 0-99/1000` (RFC 9110 §14.4). */
[[nodiscard]] std::string content_range(const ByteRange& range, std::uint64_t size);
/** The Content-Range of a 416: `bytes *` and how much there is. */
[[nodiscard]] std::string unsatisfied_content_range(std::uint64_t size);

}  // namespace serval
