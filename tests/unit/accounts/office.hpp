#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <serval/accounts/accounts.hpp>
#include <serval/accounts/memory_account_store.hpp>
#include <serval/store/memory_store.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/worker_pool.hpp>
#include <serval/testing/clock.hpp>

namespace serval::test {

/** A cost at which a test does not wait for a password. */
inline constexpr PasswordCost cheap{.log_n = 4, .r = 8, .p = 1};

inline const std::string good_password = "correct horse";
inline const std::string other_password = "battery staple";

/** Accounts in memory, whose time stands still. */
struct Office {
    explicit Office(AccountsOptions options = {}, std::shared_ptr<AccountStore> kept_in = nullptr)
        : people{kept_in != nullptr ? std::move(kept_in) : std::make_shared<MemoryAccountStore>()}, accounts{people, store, with_clock(std::move(options))} {}

    AccountsOptions with_clock(AccountsOptions options) {
        clock->freeze(std::chrono::system_clock::time_point{std::chrono::seconds{1'764'000'000}});
        store->use_clock(clock);
        options.clock = clock;
        if (options.cost == PasswordCost{}) options.cost = cheap;
        return options;
    }

    template <class T>
    T wait(Task<T> task) {
        return sync_wait(std::move(task), &workers);
    }

    AccountOutcome add(std::string name, std::string email = {}, std::string password = good_password) {
        NewAccount wanted;
        wanted.name = std::move(name);
        wanted.email = std::move(email);
        wanted.password = std::move(password);
        return wait(accounts.add(std::move(wanted)));
    }
    /** The id of a new account. */
    std::string id_of_new(std::string name, std::string email = {}) {
        const AccountOutcome added = add(std::move(name), std::move(email));
        REQUIRE(added);
        return added.account->id;
    }
    AccountOutcome log_in(std::string_view name, std::string_view password = good_password, std::string_view address = {}) {
        return wait(accounts.log_in(name, password, address));
    }

    std::shared_ptr<Clock> clock = std::make_shared<Clock>();
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    std::shared_ptr<AccountStore> people;
    WorkerPool workers{{.threads = 4}};
    Accounts accounts;
};

/** The codes of all faults, in order. */
inline std::vector<std::string> codes_of(const std::vector<AccountFault>& faults) {
    std::vector<std::string> codes;
    for (const AccountFault& fault : faults) codes.push_back(fault.code);
    return codes;
}

/** Another store, in which something happens when a name has been looked up: while a password is compared. */
class InterruptedStore final : public AccountStore {
public:
    MemoryAccountStore kept;
    std::function<void()> meanwhile;   // once

    std::optional<Account> find(std::string_view id) override { return kept.find(id); }
    std::optional<Account> find_by_name(std::string_view name) override {
        auto found = kept.find_by_name(name);
        if (meanwhile) std::exchange(meanwhile, nullptr)();
        return found;
    }
    std::optional<Account> find_by_email(std::string_view email) override { return kept.find_by_email(email); }
    std::optional<AccountConflict> add(Account& account) override { return kept.add(account); }
    std::optional<AccountConflict> change_profile(std::string_view id, const AccountProfile& profile) override { return kept.change_profile(id, profile); }
    bool change_password(std::string_view id, std::string_view expected, std::string_view password) override {
        return kept.change_password(id, expected, password);
    }
    bool change_rights(std::string_view id, const AccountRights& rights) override { return kept.change_rights(id, rights); }
    bool erase(std::string_view id) override { return kept.erase(id); }
};

}  // namespace serval::test
