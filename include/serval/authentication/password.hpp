#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace serval {

/** What scrypt costs (RFC 7914 §2): 128·2^log_n·r octets of memory, and time in proportion to that and to p. */
struct PasswordCost {
    std::uint8_t log_n = 14;
    std::uint8_t r = 8;
    std::uint8_t p = 5;

    friend bool operator==(const PasswordCost&, const PasswordCost&) noexcept = default;
};

/** Whether there is such a cost, and it is within reason: log_n up to 20, r to 32, p to 16, and less than 128 MiB. */
[[nodiscard]] bool is_possible(PasswordCost cost) noexcept;

/** What to keep of a password: `$scrypt$ln=14,r=8,p=5$salt$hash` with a new random salt (RFC 7914).

    At the usual cost it takes a good part of a second and 16 MiB, as it has to: call it in `.blocking()` handlers. Thread-safe.
    @throws std::invalid_argument for a cost that is not possible.
    @throws std::runtime_error when OpenSSL has no random numbers or no memory to give.
*/
[[nodiscard]] std::string hash_password(std::string_view password, PasswordCost cost = {});

/** Whether `password` is the one that `kept` was made of, by `hash_password` or at another cost of scrypt.

    False for any other text as well. An empty one takes as long as one of `cost` does: ask with it for a user that there is not, or
    the time that it takes tells who there is. Compares in constant time. Thread-safe.
*/
[[nodiscard]] bool verify_password(std::string_view password, std::string_view kept, PasswordCost cost = {});

/** Whether `kept` was made at another cost, or is no such text: then it is made anew when the password is next at hand. */
[[nodiscard]] bool has_other_cost(std::string_view kept, PasswordCost cost);

}  // namespace serval
