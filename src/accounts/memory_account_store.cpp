#include <serval/accounts/memory_account_store.hpp>

#include "detail/random_octets.hpp"
#include "http/syntax.hpp"

namespace serval {

std::optional<Account> MemoryAccountStore::find(std::string_view id) {
    const std::lock_guard lock{mutex_};
    const Account* const account = held(id);
    return account != nullptr ? std::optional{*account} : std::nullopt;
}

std::optional<Account> MemoryAccountStore::find_by_name(std::string_view name) {
    const std::lock_guard lock{mutex_};
    return held_by(by_name_, name);
}

std::optional<Account> MemoryAccountStore::find_by_email(std::string_view email) {
    const std::lock_guard lock{mutex_};
    return held_by(by_email_, detail::lowered(email));
}

std::optional<AccountConflict> MemoryAccountStore::add(Account& account) {
    const std::lock_guard lock{mutex_};
    if (const auto conflict = conflict_of({}, account.name, account.email)) return conflict;
    account.id = detail::hex(detail::random_octets<16>());   // an id that counts would be somebody else's after a restart
    accounts_.emplace(account.id, account);
    index(account);
    return std::nullopt;
}

std::optional<AccountConflict> MemoryAccountStore::change_profile(std::string_view id, const AccountProfile& profile) {
    const std::lock_guard lock{mutex_};
    Account* const account = held(id);
    if (account == nullptr) return std::nullopt;
    Account changed = *account;
    changed.name = profile.name.value_or(account->name);
    changed.email = profile.email.value_or(account->email);
    if (const auto conflict = conflict_of(id, changed.name, changed.email)) return conflict;
    forget_index(*account);
    *account = std::move(changed);
    index(*account);
    return std::nullopt;
}

bool MemoryAccountStore::change_password(std::string_view id, std::string_view expected, std::string_view password) {
    const std::lock_guard lock{mutex_};
    Account* const account = held(id);
    if (account == nullptr || account->password != expected) return false;
    account->password = password;
    return true;
}

bool MemoryAccountStore::change_rights(std::string_view id, const AccountRights& rights) {
    const std::lock_guard lock{mutex_};
    Account* const account = held(id);
    if (account == nullptr) return false;
    account->roles = rights.roles;
    account->is_staff = rights.is_staff;
    account->is_active = rights.is_active;
    return true;
}

bool MemoryAccountStore::erase(std::string_view id) {
    const std::lock_guard lock{mutex_};
    const auto found = accounts_.find(id);
    if (found == accounts_.end()) return false;
    forget_index(found->second);
    accounts_.erase(found);
    return true;
}

Account* MemoryAccountStore::held(std::string_view id) {
    const auto found = accounts_.find(id);
    return found != accounts_.end() ? &found->second : nullptr;
}

std::optional<Account> MemoryAccountStore::held_by(const Ids& ids, std::string_view key) {
    const auto found = ids.find(key);
    return found != ids.end() ? std::optional{*held(found->second)} : std::nullopt;
}

/** Whether the name or the email address is that of an account other than the one with `own_id`. */
std::optional<AccountConflict> MemoryAccountStore::conflict_of(std::string_view own_id, std::string_view name, std::string_view email) const {
    const auto is_taken = [own_id](const Ids& ids, std::string_view key) {
        const auto found = ids.find(key);
        return found != ids.end() && found->second != own_id;
    };
    if (is_taken(by_name_, name)) return AccountConflict::name;
    if (is_taken(by_email_, detail::lowered(email))) return AccountConflict::email;
    return std::nullopt;
}

void MemoryAccountStore::index(const Account& account) {
    by_name_.emplace(account.name, account.id);
    if (!account.email.empty()) by_email_.emplace(detail::lowered(account.email), account.id);
}

void MemoryAccountStore::forget_index(const Account& account) {
    by_name_.erase(account.name);
    by_email_.erase(detail::lowered(account.email));
}

}  // namespace serval
