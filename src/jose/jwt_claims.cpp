#include <serval/jose/jwt_claims.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace serval {
namespace {

constexpr std::array<std::string_view, 7> registered_claims{"iss", "sub", "aud", "exp", "nbf", "iat", "jti"};

bool is_registered(std::string_view name) noexcept {
    return std::find(registered_claims.begin(), registered_claims.end(), name) != registered_claims.end();
}

}  // namespace

CustomClaims& CustomClaims::set_json(std::string_view name, std::string json) {
    if (is_registered(name)) throw std::invalid_argument{"the claim \"" + std::string{name} + "\" is a member of JwtClaims: set it there"};
    const auto found = std::find_if(claims_.begin(), claims_.end(), [name](const auto& claim) { return claim.first == name; });
    if (found != claims_.end()) found->second = std::move(json);
    else claims_.emplace_back(name, std::move(json));
    return *this;
}

const std::string* CustomClaims::find_json(std::string_view name) const noexcept {
    for (const auto& [known, json] : claims_) {
        if (known == name) return &json;
    }
    return nullptr;
}

bool CustomClaims::erase(std::string_view name) noexcept {
    return std::erase_if(claims_, [name](const auto& claim) { return claim.first == name; }) != 0;
}

bool JwtClaims::contains(std::string_view name) const noexcept {
    if (name == "iss") return !issuer.empty();
    if (name == "sub") return !subject.empty();
    if (name == "aud") return !audience.empty();
    if (name == "exp") return expires.has_value();
    if (name == "nbf") return not_before.has_value();
    if (name == "iat") return issued.has_value();
    if (name == "jti") return !id.empty();
    return custom.contains(name);
}

}  // namespace serval
