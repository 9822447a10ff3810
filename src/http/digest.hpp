#pragma once

#include <string>
#include <string_view>

namespace serval::detail {

/** The SHA-256 of `content`, in base64. @throws std::runtime_error when OpenSSL cannot make it. */
[[nodiscard]] std::string sha256_base64(std::string_view content);

}  // namespace serval::detail
