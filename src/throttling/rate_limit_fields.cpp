#include "throttling/rate_limit_fields.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace serval {
namespace {

constexpr std::uint64_t largest_integer = 999'999'999'999'999;   // of structured fields (RFC 9651 §3.3.1)

std::string integer(std::uint64_t value) { return std::to_string(std::min(value, largest_integer)); }

std::string seconds(std::chrono::nanoseconds time) {
    return integer(static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::seconds>(time).count()));
}

std::uint64_t quota(const Allowance& allowance) {
    return allowance.counting == Counting::token_bucket ? allowance.burst : allowance.amount;
}

/** The time in which all of the quota comes. */
std::chrono::nanoseconds window(const Allowance& allowance) {
    if (allowance.counting == Counting::sliding_window) return allowance.period;
    const double share = static_cast<double>(allowance.burst) / static_cast<double>(allowance.amount);
    return std::chrono::ceil<std::chrono::seconds>(std::chrono::duration<double>{allowance.period} * share);
}

void append(std::string& list, std::string_view item) {
    if (!list.empty()) list += ", ";
    list += item;
}

}  // namespace

void RateLimitFields::add(std::string_view name, const AllowanceClaim& claim) {
    const Allowance& allowance = claim.allowance;
    append(policies_, name);
    policies_ += ";q=" + integer(quota(allowance)) + ";w=" + seconds(window(allowance));
    append(limits_, name);
    limits_ += ";r=" + integer(claim.standing.remaining) + ";t=" + seconds(claim.standing.wait);
}

void RateLimitFields::put_into(Headers& headers) const {
    if (policies_.empty()) return;
    headers.set("RateLimit-Policy", policies_);
    headers.set("RateLimit", limits_);
}

std::string RateLimitFields::policy_name(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c < 0x20 || c > 0x7E ? '?' : c;
    }
    return text + "\"";
}

}  // namespace serval
