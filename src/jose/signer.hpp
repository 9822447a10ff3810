#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <serval/model/json.hpp>

namespace serval::detail {

/** A key at work. Thread-safe. */
class Signer {
public:
    virtual ~Signer() = default;

    [[nodiscard]] virtual bool can_sign() const noexcept = 0;
    [[nodiscard]] virtual std::string sign(std::string_view content) const = 0;
    [[nodiscard]] virtual bool verify(std::string_view content, std::string_view signature) const = 0;
    /** Put the public part's members into a JWK; false when there is no such part. */
    virtual bool write_public(Json& jwk) const = 0;
};

}  // namespace serval::detail
