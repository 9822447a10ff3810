#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/accounts/account.hpp>
#include <serval/detail/shared_function.hpp>

namespace serval {

/** One thing that is wrong with what was asked of an account. */
struct AccountFault {
    enum class Field : std::uint8_t { name, email, password, current_password, token };

    Field field = Field::name;
    std::string code{};      // for programs: "unique", "password_too_short"
    std::string message{};   // for people
};

/** Which passwords may be taken from now on. What is kept already stays good. */
struct PasswordPolicy {
    /** Says what is wrong with a password that somebody wants for their account, or nothing: it may be in a list of those that were stolen.
        Called on workers, on many threads at once; it may take its time.
    */
    using Check = SharedFunction<std::optional<std::string>(std::string_view password, const Account& account)>;

    std::size_t min_length = 8;     // of code points
    std::size_t max_length = 256;
    bool refuse_digits_alone = true;
    bool refuse_similar = true;     // to the account's name or email address
    Check check{};

    /** All that is wrong with `password` for `account`: codes "password_too_short", "password_too_long", "password_entirely_numeric",
        "password_too_similar", and "password_refused" by `check`, which is asked where nothing else is wrong.
    */
    [[nodiscard]] std::vector<AccountFault> faults_of(std::string_view password, const Account& account) const;
};

}  // namespace serval
