#pragma once

#include <optional>
#include <vector>

#include <serval/authentication/user.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** The user of the request, as a handler's argument. Where nobody is known the handler is not called: 401. */
class CurrentUser {
public:
    explicit CurrentUser(const User& user) noexcept : user_{&user} {}

    [[nodiscard]] const User& operator*() const noexcept { return *user_; }
    [[nodiscard]] const User* operator->() const noexcept { return user_; }
    operator const User&() const noexcept { return *user_; }

    /** @throws Unauthorized */
    [[nodiscard]] static std::optional<CurrentUser> extract(Extraction& in);
    static void describe(std::vector<Argument>& out);

private:
    const User* user_;
};

}  // namespace serval
