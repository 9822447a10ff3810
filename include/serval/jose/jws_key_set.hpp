#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/jose/jws_key.hpp>

namespace serval {

/** Keys of which each token picks its own by name, so that old ones can go while new ones come (RFC 7517 §5).

    Thread-safe as long as nobody changes it.
*/
class JwsKeySet {
public:
    JwsKeySet() = default;
    JwsKeySet(JwsKey key) { keys_.push_back(std::move(key)); }
    explicit JwsKeySet(std::vector<JwsKey> keys) : keys_{std::move(keys)} {}

    /** Read a set as others publish it. Keys that are not for signatures, or are none of ours to use, are left out (RFC 7517 §5).
        @param algorithm  What keys are for that do not say it, and could be for more than one.
        @throws JwsKeyError  when the text is no such set, or nothing in it is of use.
    */
    [[nodiscard]] static JwsKeySet from_json(std::string_view jwks, std::optional<JwsAlgorithm> algorithm = std::nullopt);

    /** The set as others may see it: public parts alone. Secrets are left out. */
    [[nodiscard]] std::string public_json() const;

    [[nodiscard]] const std::vector<JwsKey>& keys() const noexcept { return keys_; }

    /** The one key for a token that names `kid` and `algorithm`; null when there is none, or more than one.

        With a name: the keys of that name, or, when there are none, those without a name. Without: all keys.
        Of these, the one whose own algorithm it is.
    */
    [[nodiscard]] const JwsKey* find(std::optional<std::string_view> kid, JwsAlgorithm algorithm) const noexcept;

private:
    std::vector<JwsKey> keys_;
};

}  // namespace serval
