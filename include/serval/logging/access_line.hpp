#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include <serval/http/method.hpp>
#include <serval/http/status.hpp>
#include <serval/logging/log_settings.hpp>

namespace serval {

/** What the access log tells of one request. Texts are viewed. */
struct AccessLine {
    Method method = Method::get;
    std::string_view target;
    Status status = Status::ok;
    std::uint64_t bytes = 0;                // of the response's content
    std::chrono::microseconds took{};
    std::string_view remote_address;
    std::string_view request_id;
    std::string_view trace_id;              // left out when empty
};

/** Write `line` at level info, together with others: `request method=GET target=/books status=200 bytes=17 …`. */
void write_access_line(const Log& log, const AccessLine& line, LoggedQuery query) noexcept;

/** `target` as the log may show it; with `LoggedQuery::names`, `/books?q=dune&limit=5` becomes `/books?q=*&limit=*`. */
[[nodiscard]] std::string logged_target(std::string_view target, LoggedQuery query);

}  // namespace serval
