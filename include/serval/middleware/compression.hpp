#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <serval/http/content_coding.hpp>
#include <serval/middleware/middleware.hpp>

namespace serval {

/** Which answers are compressed, and how. */
struct CompressionOptions {
    /** What is offered; of codings that a client weighs alike the first. */
    std::vector<ContentCoding> codings{ContentCoding::br, ContentCoding::gzip};
    /** Content that is known to be smaller goes as it is: it would hardly shrink. In octets. */
    std::size_t min_octets = 1024;
    /** Media types: "application/json", "text/" with a star for all of that kind, "+json" for all with that suffix. */
    std::vector<std::string> types{"text/*",          "application/json",       "application/xml", "application/javascript",
                                   "application/wasm", "application/yaml",       "image/svg+xml",   "+json",
                                   "+xml",             "application/x-ndjson"};
    /** How hard gzip and deflate try: 1 is quick, 9 is small. */
    int gzip_level = 6;
    /** How hard Brotli tries: 0 is quick, 11 is small and very slow. */
    int brotli_quality = 4;
};

/** Compress answers for clients that accept it (RFC 9110 §12.5.3): `app.use(compression())`.

    What is whole is compressed as one, on the loop. What is streamed is compressed piece by piece as it is taken, and each piece
    leaves at once. Left as they are: answers without content, parts (206), what has a Content-Encoding already or
    `Cache-Control: no-transform`, and what is too small or of another type, unless the client refuses that (`identity;q=0`).
    An answer that might be compressed varies by Accept-Encoding; one that is has a weak ETag, since its octets are others. A client
    that accepts neither a coding that is offered nor content without one is answered with 406 before anything is done for it.
    Put it before `conditional`.
*/
[[nodiscard]] std::shared_ptr<Middleware> compression(CompressionOptions options = {});

}  // namespace serval
