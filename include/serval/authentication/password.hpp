#pragma once

#include <string>
#include <string_view>

namespace serval {

/** What to keep of a password: `$scrypt$ln=14,r=8,p=5$salt$hash` with a new random salt (RFC 7914).

    Takes a good part of a second and 16 MiB, as it has to: call it in `.blocking()` handlers. Thread-safe.
    @throws std::runtime_error when OpenSSL has no random numbers or no memory to give.
*/
[[nodiscard]] std::string hash_password(std::string_view password);

/** Whether `password` is the one that `kept` was made of, by `hash_password` or at another cost of scrypt.

    False for any other text as well. An empty one takes as long as a real one: ask with it for a user that there is not, or
    the time that it takes tells who there is. Compares in constant time. Thread-safe.
*/
[[nodiscard]] bool verify_password(std::string_view password, std::string_view kept);

}  // namespace serval
