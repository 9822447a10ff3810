#pragma once

#include <functional>
#include <map>
#include <mutex>

#include <serval/accounts/account_store.hpp>

namespace serval {

/** Keeps accounts in this process's memory, until it ends: for tests, and for apps whose accounts are written in their code. Thread-safe. */
class MemoryAccountStore final : public AccountStore {
public:
    std::optional<Account> find(std::string_view id) override;
    std::optional<Account> find_by_name(std::string_view name) override;
    std::optional<Account> find_by_email(std::string_view email) override;

    std::optional<AccountConflict> add(Account& account) override;
    std::optional<AccountConflict> change_profile(std::string_view id, const AccountProfile& profile) override;
    bool change_password(std::string_view id, std::string_view expected, std::string_view password) override;
    bool change_rights(std::string_view id, const AccountRights& rights) override;
    bool erase(std::string_view id) override;

private:
    using Ids = std::map<std::string, std::string, std::less<>>;

    [[nodiscard]] Account* held(std::string_view id);
    [[nodiscard]] std::optional<Account> held_by(const Ids& ids, std::string_view key);
    [[nodiscard]] std::optional<AccountConflict> conflict_of(std::string_view own_id, std::string_view name, std::string_view email) const;
    void index(const Account& account);
    void forget_index(const Account& account);

    std::mutex mutex_;
    std::map<std::string, Account, std::less<>> accounts_;   // by id
    Ids by_name_;
    Ids by_email_;
};

}  // namespace serval
