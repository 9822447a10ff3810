#pragma once

#include <memory>
#include <string_view>

#include <serval/jose/jws_key_source.hpp>
#include <serval/jose/jwt.hpp>
#include <serval/tasks/time_source.hpp>

namespace serval {

/** Verifies tokens that others issue: `JwtAuth{JwtVerifier{keys, {.issuers = {"https://login.example"}, .audiences = {"shop"}}}}`.

    A value that is cheap to copy. Thread-safe.
*/
class JwtVerifier {
public:
    /** With keys that stay as they are. */
    JwtVerifier(JwsKeySet keys, JwtExpectations expected, std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>());
    /** With keys that may change. A token that none of them is for has newer ones asked for, once. */
    JwtVerifier(std::shared_ptr<JwsKeySource> keys, JwtExpectations expected,
                std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>());

    /** What `token` claims, or why it is refused. The text lives until the task has ended. @throws JwsKeysUnavailable */
    [[nodiscard]] Task<JwtResult<JwtClaims>> operator()(std::string_view token) const;
    /** Whether the keys come from somewhere else, so that there may be none. */
    [[nodiscard]] bool may_lack_keys() const noexcept;

private:
    struct State;
    std::shared_ptr<const State> state_;
};

}  // namespace serval
