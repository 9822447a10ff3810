#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/http/headers.hpp>
#include <serval/http/status.hpp>

namespace serval {

/** The part of a request that a faulty value stood in. */
enum class Place : std::uint8_t { body, query, path, header, cookie, form };

/** The place's name as clients see it: "body", "query", … */
[[nodiscard]] std::string_view name(Place place) noexcept;

/** One faulty value of a request. */
struct FieldError {
    Place place = Place::body;
    std::string pointer;   // JSON Pointer (RFC 6901) inside the place: "/tags/3"; for a parameter "/limit"; "" is the whole
    std::string code;      // for programs, stable and never translated: "required", "max_length"
    std::string message;   // for people: "Ensure this field has no more than 120 characters."
};

/** Append `token` to a JSON Pointer as its next step, slash included: `~` and `/` are escaped (RFC 6901 §3). */
void append_pointer(std::string& pointer, std::string_view token);

/** The one failure value: what every refusal and error becomes before it is rendered (RFC 9457 in its default form). */
struct Problem {
    Status status = Status::internal_server_error;
    std::string code;                // stable name for programs: "not_found", "invalid"
    std::string detail;              // one sentence for people about this case; empty when there is nothing to add
    std::vector<FieldError> errors;  // the faulty values, when the input was at fault
    Headers headers;                 // what the answer must carry, such as WWW-Authenticate, Allow, Retry-After
    std::string type;                // URI of the kind of problem (RFC 9457 §3.1.1); empty stands for "about:blank"
    std::vector<std::pair<std::string, std::string>> members;   // further members (RFC 9457 §3.2), text values

    Problem() = default;
    /** An empty code stands for the `default_code` of the status. */
    explicit Problem(Status status_, std::string detail_ = {}, std::string code_ = {});

    /** The reason phrase of its status. */
    [[nodiscard]] std::string_view title() const noexcept { return reason(status); }
};

/** The code that a problem of this status has when nothing closer is known: "not_found"; "error" where there is none. */
[[nodiscard]] std::string_view default_code(Status status) noexcept;

/** The sentence for people that goes with it: "Not found."; empty where there is none. */
[[nodiscard]] std::string_view default_detail(Status status) noexcept;

}  // namespace serval
