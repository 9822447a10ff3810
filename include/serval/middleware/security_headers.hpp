#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** What browsers are told to be careful about; what is empty is not sent. */
struct SecurityHeaders {
    std::string content_type_options = "nosniff";             // X-Content-Type-Options
    std::string frame_options = "DENY";                       // X-Frame-Options
    std::string referrer_policy = "same-origin";              // Referrer-Policy
    std::string cross_origin_opener_policy = "same-origin";   // Cross-Origin-Opener-Policy
    std::string content_security_policy{};                    // Content-Security-Policy; one for pages would break those at /docs
    std::string permissions_policy{};                         // Permissions-Policy
    /** Strict-Transport-Security (RFC 6797), over secure connections alone: for so long browsers come by TLS only. 0: not sent. */
    std::chrono::seconds hsts{0};
    bool hsts_include_subdomains = false;
    bool hsts_preload = false;
};

/** Send these fields with every answer that does not set them itself: `app.use(security_headers())`. The defaults are Django's. */
[[nodiscard]] std::shared_ptr<Middleware> security_headers(SecurityHeaders headers = {});

}  // namespace serval
