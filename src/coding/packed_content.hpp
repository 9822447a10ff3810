#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <serval/http/content_coding.hpp>

namespace serval::detail {

/** Left with a request whose content is packed, for whoever awaits it. */
class PackedContent {
public:
    /** @param codings  In the order in which they were applied. */
    explicit PackedContent(std::vector<ContentCoding> codings) noexcept : codings_{std::move(codings)} {}

    /** Put in the place of `body` what it holds. No content at all stays none.
        @throws BadRequest when it is broken, HttpError with 413 when that is more than `limit` octets, after any of the codings.
    */
    void unpack(std::string& body, std::size_t limit) const;

private:
    std::vector<ContentCoding> codings_;
};

}  // namespace serval::detail
