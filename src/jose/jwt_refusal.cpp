#include <serval/jose/jwt_refusal.hpp>

#include <fmt/format.h>

namespace serval {
namespace {

std::string message_for_missing(std::string_view claim) {
    if (claim == "jti") return "Token has no id";
    if (claim == "token_type") return "Token has no type";
    return fmt::format("Token has no '{}' claim", claim);
}

}  // namespace

std::string JwtRefusal::message() const {
    switch (fault) {
        case JwtFault::untrusted:
        case JwtFault::no_claims:
        case JwtFault::wrong_kind:
        case JwtFault::out_of_range: break;
        case JwtFault::missing_claim: return message_for_missing(claim);
        case JwtFault::expired: return claim == "exp" ? "Token is expired" : fmt::format("Token '{}' claim has expired", claim);
        case JwtFault::not_yet_valid: return "Token is not yet valid";
        case JwtFault::wrong_issuer: return "Token has wrong issuer";
        case JwtFault::wrong_audience: return "Token has wrong audience";
        case JwtFault::wrong_type: return "Token has wrong type";
        case JwtFault::blacklisted: return "Token is blacklisted";
        case JwtFault::no_user: return "Token contained no recognizable user identification";
        case JwtFault::unknown_user: return "User not found";
    }
    return "Token is invalid";
}

std::string describe(const JwtRefusal& refusal) {
    switch (refusal.fault) {
        case JwtFault::untrusted: return std::string{describe(refusal.jws)};
        case JwtFault::no_claims: return "the token's payload is no JSON object that names each claim once";
        case JwtFault::wrong_kind: return fmt::format("the token's claim \"{}\" is not of its kind", refusal.claim);
        case JwtFault::out_of_range: return fmt::format("the token's claim \"{}\" is a time that no clock here can tell", refusal.claim);
        case JwtFault::missing_claim: return fmt::format("the token lacks the claim \"{}\"", refusal.claim);
        case JwtFault::expired: return fmt::format("the token's time is over: \"{}\"", refusal.claim);
        case JwtFault::not_yet_valid: return fmt::format("the token's time has not come: \"{}\"", refusal.claim);
        case JwtFault::wrong_issuer: return "the token is from an issuer that is not expected";
        case JwtFault::wrong_audience: return "the token is made for others";
        case JwtFault::wrong_type: return "the token is of another type than is expected";
        case JwtFault::blacklisted: return "the token is blacklisted, or was used for a refresh";
        case JwtFault::no_user: return "the token does not say whose it is";
        case JwtFault::unknown_user: return "the token's user is not known any more";
    }
    return {};
}

}  // namespace serval
