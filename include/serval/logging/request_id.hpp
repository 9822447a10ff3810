#pragma once

#include <string>
#include <string_view>

#include <serval/http/headers.hpp>

namespace serval {

class Request;

/** Whether a client's own id of a request is taken over: 1 to 128 visible ASCII characters. */
[[nodiscard]] bool is_request_id(std::string_view text) noexcept;

/** Put into `id` what names the request in logs and answers: the client's `X-Request-Id` where it is sane, otherwise
    32 random hexadecimal digits. They are good for telling requests apart, not for secrets. Keeps the memory of `id`.
*/
void assign_request_id(const Headers& headers, std::string& id);

/** What names `request`; assigned when first asked for, and kept with it. Not thread-safe. */
[[nodiscard]] std::string_view request_id_of(Request& request);

}  // namespace serval
