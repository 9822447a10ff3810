#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/jose/jws_algorithm.hpp>
#include <serval/model/json.hpp>

#include "jose/signer.hpp"

namespace serval::detail {

/** A key as its JSON tells it. */
struct Jwk {
    JwsAlgorithm algorithm;
    std::string kid;
    bool may_sign;
    bool may_verify;
    std::unique_ptr<Signer> signer;
};

/** The JSON object that `text` is. Depth is capped, a name given twice refused. @throws JwsKeyError */
[[nodiscard]] Json read_key_object(std::string_view text);

/** @throws JwsKeyError */
[[nodiscard]] Jwk read_jwk(const Json& jwk, std::optional<JwsAlgorithm> algorithm);

}  // namespace serval::detail
