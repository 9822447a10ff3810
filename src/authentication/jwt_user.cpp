#include <serval/authentication/jwt_user.hpp>

#include <algorithm>
#include <cstdint>

#include "authentication/claimed_id.hpp"

namespace serval {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t begin = text.find_first_not_of(' '); begin != std::string_view::npos; begin = text.find_first_not_of(' ', begin)) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        words.emplace_back(text.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

}  // namespace

std::string claimed_id(const JwtClaims& claims, std::string_view id_claim) {
    if (id_claim == "sub") return claims.subject;
    if (auto text = claims.custom.get<std::string>(id_claim)) return std::move(*text);
    const auto number = claims.custom.get<std::int64_t>(id_claim);
    return number.has_value() ? std::to_string(*number) : std::string{};
}

std::optional<User> user_of(const JwtClaims& claims, std::string_view id_claim) {
    User user;
    user.id = claimed_id(claims, id_claim);
    if (user.id.empty()) return std::nullopt;
    user.name = claims.custom.get<std::string>("name").value_or("");
    user.is_staff = claims.custom.get<bool>("is_staff").value_or(false);
    user.roles = claims.custom.get<std::vector<std::string>>("roles").value_or(std::vector<std::string>{});
    user.scopes = words_of(claims.custom.get<std::string>("scope").value_or(""));
    user.own = std::make_shared<const JwtClaims>(claims);
    return user;
}

JwtClaims claims_of(const User& user, std::string_view id_claim) {
    JwtClaims claims;
    if (id_claim == "sub") claims.subject = user.id;
    else claims.custom.set(id_claim, user.id);
    if (!user.name.empty()) claims.custom.set("name", user.name);
    if (user.is_staff) claims.custom.set("is_staff", true);
    if (!user.roles.empty()) claims.custom.set("roles", user.roles);
    if (!user.scopes.empty()) claims.custom.set("scope", joined(user.scopes));
    return claims;
}

}  // namespace serval
