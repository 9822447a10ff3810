#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <serval/http/response.hpp>
#include <serval/jose/jws_key_set.hpp>

namespace serval {

/** A handler that shows the public keys of a set to whoever verifies its tokens (RFC 7517 §5). Made by `jwks`. */
class JwksHandler {
public:
    JwksHandler(std::string json, std::chrono::seconds max_age);

    [[nodiscard]] Response operator()() const;

private:
    std::shared_ptr<const std::string> json_;
    std::string cache_control_;
};

/** Show the public keys of `keys`: `app.get<"/.well-known/jwks.json">(jwks(tokens.keys())).authenticate(none).permit(none);`

    Before a new key signs it has to be shown for as long as `max_age`; after it has signed for the last time, for as long as its tokens live.
    @param max_age  How long others may remember the answer, as Cache-Control says.
    @throws std::invalid_argument when no key has a public part: a secret is shown to nobody.
*/
[[nodiscard]] JwksHandler jwks(const JwsKeySet& keys, std::chrono::seconds max_age = std::chrono::seconds{5 * 60});

}  // namespace serval
