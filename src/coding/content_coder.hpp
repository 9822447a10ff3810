#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <serval/http/content_coding.hpp>

namespace serval::detail {

/** Packs content in one coding, piece by piece. */
class ContentEncoder {
public:
    /** What a piece is followed by. */
    enum class Then : std::uint8_t {
        pause,   // whoever has what was appended can unpack all that was given
        end,     // nothing: the coding is complete
    };

    virtual ~ContentEncoder() = default;

    /** Append the packed form of `piece` to `out`. @throws std::runtime_error when the library fails. */
    virtual void encode(std::string_view piece, Then then, std::string& out) = 0;
};

/** Unpacks content of one coding, piece by piece. What comes is a client's: it may be broken, or grow without measure. */
class ContentDecoder {
public:
    enum class Outcome : std::uint8_t {
        incomplete,   // more has to come
        complete,     // it may end here
        broken,
        too_large,    // it has more than `limit` octets
    };

    virtual ~ContentDecoder() = default;

    /** Append what `piece` holds to `out`, until that has more than `limit` octets. */
    [[nodiscard]] virtual Outcome decode(std::string_view piece, std::string& out, std::size_t limit) = 0;
};

/** How hard encoders try, as their libraries count it. */
struct CodingEffort {
    int zlib;     // 1 to 9
    int brotli;   // 0 to 11
};

[[nodiscard]] std::unique_ptr<ContentEncoder> make_encoder(ContentCoding coding, const CodingEffort& effort);
[[nodiscard]] std::unique_ptr<ContentDecoder> make_decoder(ContentCoding coding);

// One library each.
[[nodiscard]] std::unique_ptr<ContentEncoder> make_zlib_encoder(ContentCoding coding, int level);
[[nodiscard]] std::unique_ptr<ContentDecoder> make_zlib_decoder(ContentCoding coding);
[[nodiscard]] std::unique_ptr<ContentEncoder> make_brotli_encoder(int quality);
[[nodiscard]] std::unique_ptr<ContentDecoder> make_brotli_decoder();

}  // namespace serval::detail
