#pragma once

#include <string_view>

#include <serval/http/method.hpp>

namespace serval::detail {

/** A request target taken apart (RFC 9112 §3.2). */
struct RequestTarget {
    std::string_view path_and_query;   // empty stands for "/"
    std::string_view authority;        // of the absolute form; empty otherwise
    bool valid = false;
};

/** Take apart what stood in a request line, without the fragment that some clients send. */
[[nodiscard]] RequestTarget read_target(const Method& method, std::string_view text) noexcept;

/** Whether `text` is `host [ ":" port ]` (RFC 9110 §7.2), with a host. */
[[nodiscard]] bool is_authority(std::string_view text) noexcept;

}  // namespace serval::detail
