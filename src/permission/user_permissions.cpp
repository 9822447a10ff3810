#include <serval/permission/user_permissions.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

namespace serval {
namespace {

bool contains(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

bool has_the_role(const Request&, const User& user, const std::string& role) { return contains(user.roles, role); }

bool has_the_scope(const Request&, const User& user, const std::string& scope) { return contains(user.scopes, scope); }

/** What a method does to a model, in a word. */
std::string action_of(const Method& method) {
    if (method == Method::post) return "add";
    if (method == Method::put || method == Method::patch) return "change";
    std::string action{method.name()};
    std::transform(action.begin(), action.end(), action.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return action;
}

bool has_the_model_permission(const Request& request, const User& user, const std::string& model) {
    return request.method().is_safe() || contains(user.scopes, model + ':' + action_of(request.method()));
}

Admits admits_users_who_look(const Method& method) { return {.every_user = method.is_safe(), .only_users = true}; }

}  // namespace

detail::UserPermission has_role(std::string role) {
    std::string name = "has_role(" + role + ")";
    return {std::move(name), std::move(role), &has_the_role, &detail::admits_some_users};
}

detail::UserPermission has_scope(std::string scope) {
    std::string name = "has_scope(" + scope + ")";
    return {std::move(name), std::move(scope), &has_the_scope, &detail::admits_some_users};
}

detail::UserPermission has_model_permissions(std::string model) {
    std::string name = "has_model_permissions(" + model + ")";
    return {std::move(name), std::move(model), &has_the_model_permission, &admits_users_who_look};
}

}  // namespace serval
