#pragma once

#include <chrono>
#include <memory>

#include <serval/authentication/jwt_tokens.hpp>
#include <serval/authentication/user.hpp>
#include <serval/jose/jws_key.hpp>
#include <serval/store/memory_store.hpp>

namespace serval::bench {

/** The tokens by which the guarded endpoint knows whom it serves, in the server as in whoever asks it. */
inline JwtTokens guard_tokens() {
    auto key = JwsKey::from_secret(JwsAlgorithm::hs256, "a secret of the benchmark's own, of 44 octets");
    JwtOptions options;
    options.access_life = std::chrono::hours{24};
    return JwtTokens{std::move(key), std::make_shared<MemoryStore>(), std::move(options)};
}

/** Who asks for it. */
inline User guard_user() {
    User user;
    user.id = "42";
    user.name = "Ada Lovelace";
    user.scopes = {"read", "write"};
    return user;
}

}  // namespace serval::bench
