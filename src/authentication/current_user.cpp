#include <serval/authentication/current_user.hpp>

#include <serval/problem/http_error.hpp>

namespace serval {

std::optional<CurrentUser> CurrentUser::extract(Extraction& in) {
    const User* const user = user_of(in.request());
    if (user == nullptr) throw Unauthorized{};
    return CurrentUser{*user};
}

void CurrentUser::describe(std::vector<Argument>& out) { out.push_back({.source = Argument::Source::user}); }

}  // namespace serval
