#pragma once

#include <cstdint>

#include <serval/http/status.hpp>

namespace serval {

/** What well-formed input that is wrong is answered with. What cannot be read at all is a 400 in any case. */
enum class InvalidInput : std::uint8_t { bad_request, unprocessable };

[[nodiscard]] constexpr Status status_of(InvalidInput status) noexcept {
    return status == InvalidInput::bad_request ? Status::bad_request : Status::unprocessable_content;
}

}  // namespace serval
