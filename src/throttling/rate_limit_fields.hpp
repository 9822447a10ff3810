#pragma once

#include <string>
#include <string_view>

#include <serval/http/headers.hpp>
#include <serval/store/allowance.hpp>

namespace serval {

/** The fields RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-11), put together policy by policy. */
class RateLimitFields {
public:
    /** @param name  Of the policy, as `policy_name` writes it. */
    void add(std::string_view name, const AllowanceClaim& claim);
    /** Put both fields into `headers`, if there is any policy. */
    void put_into(Headers& headers) const;

    /** `name` as a String of structured fields (RFC 9651 §3.3.3): what cannot stand in one becomes a question mark. */
    [[nodiscard]] static std::string policy_name(std::string_view name);

private:
    std::string policies_;
    std::string limits_;
};

}  // namespace serval
