#pragma once

#include <memory>
#include <stdexcept>

#include <serval/jose/jws_key_set.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** No keys can be had to verify tokens with: that says nothing of the tokens. */
class JwsKeysUnavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/** A set of keys that is shared and does not change. */
using JwsKeysPtr = std::shared_ptr<const JwsKeySet>;

/** Where the keys are that tokens are verified with, when they are somebody else's and may change. Thread-safe. */
class JwsKeySource {
public:
    virtual ~JwsKeySource() = default;

    /** The keys that hold now; never null.
        @param unfit  The set that was given before, and has no key for a token that came: perhaps there are newer ones. Given again,
                      there are none.
        @throws JwsKeysUnavailable
    */
    [[nodiscard]] virtual Task<JwsKeysPtr> keys(JwsKeysPtr unfit = nullptr) = 0;
};

}  // namespace serval
