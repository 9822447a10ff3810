#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** Which scripts of other sites may read answers. Nobody's may, unless it is said here. */
struct CorsOptions {
    /** Origins such as "https://shop.example"; "*" is any, "null" is what documents without an origin send. */
    std::vector<std::string> origins{};
    /** RE2 patterns that a whole origin matches: R"(https://[a-z]+\.shop\.example)". */
    std::vector<std::string> origin_patterns{};
    /** What a preflight allows. "*" is any. */
    std::vector<std::string> methods{"DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"};
    /** Request header fields that a preflight allows, beside those that need no leave. "*" is any. */
    std::vector<std::string> headers{"accept", "authorization", "content-type", "user-agent", "x-csrftoken", "x-requested-with"};
    /** Response header fields that a script may see, beside those that it always may. */
    std::vector<std::string> expose{};
    /** For how long a browser may remember a preflight's answer. */
    std::chrono::seconds max_age{86400};
    /** Whether cookies and other credentials come along. Then no origin is "*". */
    bool credentials = false;
    /** Whether pages of the public network may reach this server in a private one. */
    bool private_network = false;
};

/** Cross-origin resource sharing (the Fetch standard, §3.2): `app.use(cors({.origins = {"https://shop.example"}}))`.

    A preflight is answered with 204 before method, authentication and all that follow, so put it first. Every other answer, errors
    included, tells whether its origin may read it, and varies by Origin unless any may. An origin that may not gets the same
    answer without leave: the browser keeps it from the script. What contradicts itself is told when the app is built.
*/
[[nodiscard]] std::shared_ptr<Middleware> cors(CorsOptions options);

}  // namespace serval
