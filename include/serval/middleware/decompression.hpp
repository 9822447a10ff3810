#pragma once

#include <memory>
#include <vector>

#include <serval/http/content_coding.hpp>
#include <serval/middleware/middleware.hpp>

namespace serval {

/** In which codings content is taken. */
struct DecompressionOptions {
    std::vector<ContentCoding> codings{ContentCoding::gzip, ContentCoding::deflate, ContentCoding::br};
};

/** Take content that clients have compressed (RFC 9110 §8.4): `app.use(decompression())`.

    It is unpacked where a handler reads it, after permissions and throttles. The body limit holds for the content as it is sent and for
    what it is unpacked to, after each coding: more is a 413, and no more is ever unpacked. Content that is broken is a 400. Another
    coding, or more than three of them, is a 415 with Accept-Encoding (RFC 7694 §3). Unpacking is done on the loop.
*/
[[nodiscard]] std::shared_ptr<Middleware> decompression(DecompressionOptions options = {});

}  // namespace serval
