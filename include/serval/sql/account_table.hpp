#pragma once

#include <optional>
#include <string_view>

#include <serval/accounts/account_store.hpp>
#include <serval/sql/database.hpp>

namespace serval::sql {

/** Accounts in a database, SQLite's or PostgreSQL's; several processes may share one.

    They stand in the table `serval_accounts`, with their roles in `serval_account_roles`, a row for each: `account_id`, `role`. Both can be asked
    and referred to by the application's own SQL; an account's id is a UUID as text. It blocks, as the database does. Thread-safe.
*/
class AccountTable final : public AccountStore {
public:
    /** Makes the tables, or brings them up to date: the series "serval.accounts" of migrations. `database` outlives it. @throws as Database::migrate */
    explicit AccountTable(Database& database);

    [[nodiscard]] std::optional<Account> find(std::string_view id) override;
    [[nodiscard]] std::optional<Account> find_by_name(std::string_view name) override;
    [[nodiscard]] std::optional<Account> find_by_email(std::string_view email) override;

    [[nodiscard]] std::optional<AccountConflict> add(Account& account) override;
    [[nodiscard]] std::optional<AccountConflict> change_profile(std::string_view id, const AccountProfile& profile) override;
    [[nodiscard]] bool change_password(std::string_view id, std::string_view expected, std::string_view password) override;
    [[nodiscard]] bool change_rights(std::string_view id, const AccountRights& rights) override;
    [[nodiscard]] bool erase(std::string_view id) override;

private:
    Database& database_;
};

}  // namespace serval::sql
