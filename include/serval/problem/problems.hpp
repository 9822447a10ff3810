#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/method.hpp>
#include <serval/problem/problem.hpp>

/** The problems that the framework itself refuses and fails with, each with its code, its words and the header fields it owes. */
namespace serval::problem {

/** 400: the request cannot be read. */
[[nodiscard]] Problem malformed(std::string detail = {});
/** 400: readable input with faulty values. */
[[nodiscard]] Problem invalid(std::vector<FieldError> errors);
/** 400: the body lacks `field`, a name in its outermost object. */
[[nodiscard]] Problem missing_field(std::string_view field);

/** 401 with one WWW-Authenticate for each challenge (RFC 9110 §11.6.1). */
[[nodiscard]] Problem not_authenticated(std::span<const std::string> challenges);
/** 401 for credentials that are wrong. @see not_authenticated */
[[nodiscard]] Problem authentication_failed(std::span<const std::string> challenges, std::string detail = {});
/** 403. */
[[nodiscard]] Problem permission_denied(std::string detail = {});
/** 404. */
[[nodiscard]] Problem not_found(std::string detail = {});
/** 405 with Allow (RFC 9110 §10.2.1). */
[[nodiscard]] Problem method_not_allowed(const Method& method, std::span<const Method> allowed);
/** 406 with the media types that could be had in the member `available`. */
[[nodiscard]] Problem not_acceptable(std::span<const std::string_view> available);
/** 413. */
[[nodiscard]] Problem content_too_large(std::size_t limit);
/** 415 with the media types that would be read in Accept (RFC 9110 §15.5.16). */
[[nodiscard]] Problem unsupported_media_type(std::string_view media_type, std::span<const std::string_view> accepted);
/** 429 with Retry-After (RFC 9110 §10.2.3). */
[[nodiscard]] Problem throttled(std::chrono::seconds wait);
/** 500 that tells nothing but by which name the log knows the request; `detail` more, where whoever asks may know it. */
[[nodiscard]] Problem unexpected(std::string_view request_id, std::string_view detail = {});
/** 503 with Retry-After. */
[[nodiscard]] Problem service_unavailable(std::chrono::seconds wait);

}  // namespace serval::problem
