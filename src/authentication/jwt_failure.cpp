#include "authentication/jwt_failure.hpp"

namespace serval {

std::string bearer_challenge(std::string_view realm) { return "Bearer realm=\"" + std::string{realm} + "\""; }

std::string bearer_challenge(std::string_view realm, std::string_view message) {
    return bearer_challenge(realm) + ", error=\"invalid_token\", error_description=\"" + std::string{message} + "\"";
}

AuthenticationFailed token_failure(const JwtRefusal& refusal) { return AuthenticationFailed{refusal.message(), std::string{refusal.code()}}; }

AuthenticationFailed credentials_failure(const JwtRefusal& refusal, std::string_view expected) {
    if (refusal.fault == JwtFault::no_user || refusal.fault == JwtFault::unknown_user) return token_failure(refusal);
    AuthenticationFailed failure{"Given token not valid for any token type", std::string{refusal.code()}};
    failure.problem().members = {{"token_type", std::string{expected}}, {"message", refusal.message()}};
    return failure;
}

}  // namespace serval
