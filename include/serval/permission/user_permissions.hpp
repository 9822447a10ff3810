#pragma once

#include <string>
#include <utility>

#include <serval/permission/permission.hpp>

namespace serval {

namespace detail {

/** Asks of what is known of the user. */
class UserPermission {
public:
    using Decide = bool (*)(const Request& request, const User& user, const std::string& word);

    UserPermission(std::string called, std::string word, Decide decide, Admits (*admitted)(const Method& method))
        : name_{std::move(called)}, word_{std::move(word)}, decide_{decide}, admits_{admitted} {}

    bool operator()(const Request& request) const {
        const User* const user = user_of(request);
        return user != nullptr && decide_(request, *user, word_);
    }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] Admits admits(const Method& method) const { return admits_(method); }

private:
    std::string name_;
    std::string word_;
    Decide decide_;
    Admits (*admits_)(const Method& method);
};

}  // namespace detail

/** Users who have the role `role` may: `permit(has_role("editor") || is_staff)`. */
[[nodiscard]] detail::UserPermission has_role(std::string role);

/** Users who have the scope `scope` may, as a token grants it: `permit(has_scope("books:write"))`. */
[[nodiscard]] detail::UserPermission has_scope(std::string scope);

/** Users may look; to POST they need the scope `book:add`, to PUT or PATCH `book:change`, to DELETE `book:delete`, where `model` is "book". Other methods need
    `book:` and their name in lower case. `has_model_permissions("book") || reads_only` lets everybody look.
*/
[[nodiscard]] detail::UserPermission has_model_permissions(std::string model);

}  // namespace serval
