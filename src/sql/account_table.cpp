#include <serval/sql/account_table.hpp>

#include <string>
#include <vector>

#include <serval/model/values/chrono.hpp>
#include <serval/model/values/uuid.hpp>
#include <serval/sql/errors.hpp>
#include <serval/sql/transaction.hpp>

namespace serval::sql {
namespace {

constexpr std::string_view tables = R"(
    create table serval_accounts (
        id        text primary key,
        name      text not null unique,
        email     text not null,
        email_key text unique,              -- the same in lower case; null where there is none
        password  text not null,
        is_staff  boolean not null,
        is_active boolean not null,
        joined    timestamptz not null
    );
    create table serval_account_roles (
        account_id text not null references serval_accounts (id) on delete cascade,
        role       text not null,
        place      integer not null,        -- among the account's roles
        primary key (account_id, role)
    );
    create index serval_accounts_by_role on serval_account_roles (role);
)";

/** An account with one of its roles. */
struct Row {
    std::string id;
    std::string name;
    std::string email;
    std::string password;
    bool is_staff = false;
    bool is_active = false;
    std::chrono::sys_seconds joined{};
    std::optional<std::string> role;
};

/** Of ASCII letters only, which no database's own way of lower case is limited to. */
std::string key_of(std::string_view email) {
    std::string key{email};
    for (char& c : key) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return key;
}

std::optional<Account> account_of(const std::vector<Row>& rows) {
    if (rows.empty()) return std::nullopt;
    const Row& first = rows.front();
    Account account{.id = first.id, .name = first.name, .email = first.email, .password = first.password,
                    .is_staff = first.is_staff, .is_active = first.is_active, .joined = first.joined};
    for (const Row& row : rows) {
        if (row.role.has_value()) account.roles.push_back(*row.role);
    }
    return account;
}

/** One statement, and so of one state of both tables. @param condition  with `:value` in it */
std::optional<Account> find_by(Database& database, std::string_view condition, std::string_view value) {
    const std::string statement = "select id, name, email, password, is_staff, is_active, joined, role "
                                  "from serval_accounts left join serval_account_roles on account_id = id where " +
                                  std::string{condition} + " order by place";
    try {
        return account_of(database.query<Row>(statement, {{"value", value}}));
    } catch (const ConstraintError&) {   // what cannot be stored is not there
        return std::nullopt;
    }
}

void keep_roles(Transaction& transaction, std::string_view id, const std::vector<std::string>& roles) {
    int place = 0;
    for (const std::string& role : roles) {
        transaction.execute("insert into serval_account_roles (account_id, role, place) values (:id, :role, :place) on conflict do nothing",
                            {{"id", id}, {"role", role}, {"place", place++}});
    }
}

/** In a handler of `error`, which is thrown on when it is about something else. */
AccountConflict conflict_of(const ConstraintError& error) {
    if (error.subject() == "serval_accounts.name") return AccountConflict::name;
    if (error.subject() == "serval_accounts.email_key") return AccountConflict::email;
    throw;
}

}  // namespace

AccountTable::AccountTable(Database& database) : database_{database} { database_.migrate("serval.accounts", {tables}); }

std::optional<Account> AccountTable::find(std::string_view id) { return find_by(database_, "id = :value", id); }

std::optional<Account> AccountTable::find_by_name(std::string_view name) { return find_by(database_, "name = :value", name); }

std::optional<Account> AccountTable::find_by_email(std::string_view email) {
    return find_by(database_, "email_key = :value", key_of(email));   // an empty one is nobody's
}

std::optional<AccountConflict> AccountTable::add(Account& account) {
    const std::string id = Uuid::random().to_string();
    std::optional<std::string> key;
    if (!account.email.empty()) key = key_of(account.email);
    Transaction transaction{database_};
    try {
        transaction.execute("insert into serval_accounts (id, name, email, email_key, password, is_staff, is_active, joined) "
                            "values (:id, :name, :email, :key, :password, :is_staff, :is_active, :joined)",
                            {{"id", id}, {"name", account.name}, {"email", account.email}, {"key", key}, {"password", account.password},
                             {"is_staff", account.is_staff}, {"is_active", account.is_active}, {"joined", account.joined}});
    } catch (const ConstraintError& error) {
        return conflict_of(error);
    }
    keep_roles(transaction, id, account.roles);
    transaction.commit();
    account.id = id;
    return std::nullopt;
}

std::optional<AccountConflict> AccountTable::change_profile(std::string_view id, const AccountProfile& profile) {
    std::optional<std::string> key;   // empty: there is none from now on
    if (profile.email.has_value()) key = key_of(*profile.email);
    try {
        database_.execute("update serval_accounts set name = coalesce(:name, name), email = coalesce(:email, email), "
                          "email_key = nullif(coalesce(:key, email_key), '') where id = :id",
                          {{"name", profile.name}, {"email", profile.email}, {"key", key}, {"id", id}});
        return std::nullopt;
    } catch (const ConstraintError& error) {
        return conflict_of(error);
    }
}

bool AccountTable::change_password(std::string_view id, std::string_view expected, std::string_view password) {
    return database_.execute("update serval_accounts set password = :password where id = :id and password = :expected",
                             {{"password", password}, {"id", id}, {"expected", expected}}) == 1;
}

bool AccountTable::change_rights(std::string_view id, const AccountRights& rights) {
    Transaction transaction{database_};
    // Whoever changes the same account waits here: its row is taken first.
    const bool is_there = transaction.execute("update serval_accounts set is_staff = :is_staff, is_active = :is_active where id = :id",
                                              {{"is_staff", rights.is_staff}, {"is_active", rights.is_active}, {"id", id}}) == 1;
    if (!is_there) return false;
    transaction.execute("delete from serval_account_roles where account_id = :id", {{"id", id}});
    keep_roles(transaction, id, rights.roles);
    transaction.commit();
    return true;
}

bool AccountTable::erase(std::string_view id) {
    return database_.execute("delete from serval_accounts where id = :id", {{"id", id}}) == 1;
}

}  // namespace serval::sql
