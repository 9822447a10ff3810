#include <serval/logging/request_id.hpp>

#include "logging/random_hex.hpp"

#include <algorithm>
#include <utility>

#include <serval/http/request.hpp>

namespace serval {
namespace {

/** The attribute that the id is kept as. */
struct RequestId {
    std::string text;
};

}  // namespace

bool is_request_id(std::string_view text) noexcept {
    const auto is_visible = [](char c) { return c > 0x20 && c < 0x7F; };
    return !text.empty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), is_visible);
}

void assign_request_id(const Headers& headers, std::string& id) {
    const auto given = headers.find("X-Request-Id");
    if (given && is_request_id(*given)) {
        id.assign(*given);
        return;
    }
    id.resize(32);
    detail::fill_with_random_hex(id);
}

std::string_view request_id_of(Request& request) {
    if (const auto* const known = request.attributes().find<RequestId>()) return known->text;
    RequestId id;
    assign_request_id(request.headers(), id.text);
    return request.attributes().put(std::move(id)).text;
}

}  // namespace serval
