#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace serval::detail {

/** Left with requests that no page can have made: a test client's. */
struct CsrfPassed {};

/** Makes what a client has to repeat, and tells its own from others: 256 random bits, or 128 and their signature, for one session. Thread-safe. */
class CsrfTokens {
public:
    /** @param secret  Signs them; nothing is signed where it is empty. */
    explicit CsrfTokens(std::string secret) noexcept : secret_{std::move(secret)} {}

    /** @throws std::runtime_error when the system has no random numbers. */
    [[nodiscard]] std::string make(std::string_view session) const;
    /** Whether `token` could have been made here, for this session. */
    [[nodiscard]] bool is_own(std::string_view token, std::string_view session) const;
    /** In a time that does not depend on where they differ. */
    [[nodiscard]] static bool are_same(std::string_view a, std::string_view b) noexcept;

private:
    [[nodiscard]] std::string signature(std::string_view random, std::string_view session) const;

    std::string secret_;
};

}  // namespace serval::detail
