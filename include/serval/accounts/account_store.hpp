#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/accounts/account.hpp>

namespace serval {

/** What of an account is another's already. */
enum class AccountConflict : std::uint8_t { name, email };

/** What an account's owner may change of it beside the password; what is nothing stays. */
struct AccountProfile {
    std::optional<std::string> name{};
    std::optional<std::string> email{};
};

/** What others decide about an account. */
struct AccountRights {
    std::vector<std::string> roles{};
    bool is_staff = false;
    bool is_active = true;
};

/** Where accounts are kept. Names differ in case, email addresses do not (of ASCII letters).

    It may take its time: its functions are called on workers, on many threads at once. Each is atomic. Exceptions are the request's failure.
*/
class AccountStore {
public:
    virtual ~AccountStore() = default;

    [[nodiscard]] virtual std::optional<Account> find(std::string_view id) = 0;
    [[nodiscard]] virtual std::optional<Account> find_by_name(std::string_view name) = 0;
    [[nodiscard]] virtual std::optional<Account> find_by_email(std::string_view email) = 0;

    /** Keep a new account under an id that is made for it; nothing is kept when there is a conflict. */
    [[nodiscard]] virtual std::optional<AccountConflict> add(Account& account) = 0;
    /** Nothing is changed when there is a conflict, or no such account. */
    [[nodiscard]] virtual std::optional<AccountConflict> change_profile(std::string_view id, const AccountProfile& profile) = 0;
    /** Keep `password` in the place of `expected`; false, and nothing is changed, when it is another by now. Of two changes at once one fails. */
    [[nodiscard]] virtual bool change_password(std::string_view id, std::string_view expected, std::string_view password) = 0;
    /** False when there is no such account. */
    [[nodiscard]] virtual bool change_rights(std::string_view id, const AccountRights& rights) = 0;
    /** False when there was none. */
    [[nodiscard]] virtual bool erase(std::string_view id) = 0;
};

}  // namespace serval
