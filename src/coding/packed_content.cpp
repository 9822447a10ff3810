#include "coding/packed_content.hpp"

#include <serval/problem/http_error.hpp>
#include <serval/problem/problems.hpp>

#include "coding/content_coder.hpp"

namespace serval::detail {

void PackedContent::unpack(std::string& body, std::size_t limit) const {
    for (auto coding = codings_.rbegin(); coding != codings_.rend() && !body.empty(); ++coding) {
        std::string unpacked;
        const auto outcome = make_decoder(*coding)->decode(body, unpacked, limit);
        if (outcome == ContentDecoder::Outcome::too_large) throw HttpError{problem::content_too_large(limit)};
        if (outcome != ContentDecoder::Outcome::complete) {
            throw BadRequest{"The content cannot be unpacked: it is broken, or its coding is not " + std::string{name_of(*coding)} + "."};
        }
        body = std::move(unpacked);
    }
}

}  // namespace serval::detail
