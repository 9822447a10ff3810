#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <serval/jose/jws_algorithm.hpp>

namespace serval {

/** A key cannot be made: it is unreadable, too weak, meant for something else, or does not fit its algorithm. The text says which;
    it never holds any part of the key.
*/
class JwsKeyError : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/** A key, and the one algorithm that it is for (RFC 7515, RFC 7517). A token never chooses another one.

    @code
    const auto key = JwsKey::from_secret(JwsAlgorithm::hs256, secret, "2026-11");
    @endcode
    A value that is cheap to copy: copies share the key. Thread-safe.
*/
class JwsKey {
public:
    /** A key of HMAC, at least as long as its hash (RFC 7518 §3.2). Text of a PEM is refused: a public key is no secret.
        @throws JwsKeyError
    */
    [[nodiscard]] static JwsKey from_secret(JwsAlgorithm algorithm, std::string_view secret, std::string kid = {});

    /** A key from PEM: "PRIVATE KEY" (or the older forms of OpenSSL) signs and verifies, "PUBLIC KEY" verifies. Not encrypted.
        RSA has at least 2048 bits, an elliptic curve is the one of the algorithm.
        @throws JwsKeyError
    */
    [[nodiscard]] static JwsKey from_pem(JwsAlgorithm algorithm, std::string_view pem, std::string kid = {});

    /** A key from its JSON (RFC 7517), of kind `oct`, `RSA`, `EC` or `OKP`. It verifies, and signs where it has its private part;
        `key_ops` may allow less. A `use` other than "sig" is refused.
        @param algorithm  What the key is for. Need not be said where `alg` or the curve does; where both do, they must agree.
        @throws JwsKeyError
    */
    [[nodiscard]] static JwsKey from_jwk(std::string_view jwk, std::optional<JwsAlgorithm> algorithm = std::nullopt);

    [[nodiscard]] JwsAlgorithm algorithm() const noexcept;
    /** The key's name in a set; empty when it has none. */
    [[nodiscard]] const std::string& kid() const noexcept;
    [[nodiscard]] bool can_sign() const noexcept;
    [[nodiscard]] bool can_verify() const noexcept;

    /** The public part as JSON, with `alg`, `use` and `kid`; nothing for a secret, which has no such part. */
    [[nodiscard]] std::optional<std::string> public_jwk() const;

    /** The signature of `content`, as octets. @throws std::logic_error when the key cannot sign. */
    [[nodiscard]] std::string sign(std::string_view content) const;
    /** Whether `signature` is one of `content` by this key; false as well when the key is not for that. Secrets are compared in
        constant time.
    */
    [[nodiscard]] bool verify(std::string_view content, std::string_view signature) const;

private:
    struct State;
    explicit JwsKey(std::shared_ptr<const State> state) noexcept : state_{std::move(state)} {}

    std::shared_ptr<const State> state_;
};

}  // namespace serval
