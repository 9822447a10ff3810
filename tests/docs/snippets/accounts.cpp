#include <catch2/catch.hpp>

#include <serval/accounts.hpp>
#include <serval/authentication/jwt_auth.hpp>
#include <serval/authentication/token_auth.hpp>
#include <serval/middleware/csrf.hpp>
#include <serval/serval.hpp>
#include <serval/session/session_auth.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/testing.hpp>

#include <future>
#include <map>
#include <mutex>

using namespace serval;
using namespace std::chrono_literals;

namespace {

// [shelves]
/** What the app keeps of its readers, by the ids of their accounts. */
class Shelves {
public:
    std::vector<std::string> of(const std::string& reader) {
        const std::lock_guard lock{mutex_};
        return shelves_[reader];
    }
    void add(const std::string& reader, std::string title) {
        const std::lock_guard lock{mutex_};
        shelves_[reader].push_back(std::move(title));
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::vector<std::string>> shelves_;
};

std::vector<std::string> my_shelf(CurrentUser who, Inject<Shelves> shelves) { return shelves->of(who->id); }
// [/shelves]

// [app]
App library(Settings settings, std::shared_ptr<AccountStore> people, MailSender sender) {
    App app{std::move(settings)};
    const auto store = std::make_shared<MemoryStore>();   // where several processes serve the API: a RedisStore
    app.store_in(store);

    JwtOptions options;
    options.renew = AccountLookup{people}.renewal();      // at each refresh: the roles of by then
    const auto key = JwsKey::from_secret(JwsAlgorithm::hs256, app.settings().secret_key);
    const JwtTokens& tokens = app.own(JwtTokens{key, store, options});
    app.own(Accounts{people, store, {.logins = {tokens}}});   // a new password ends them
    app.own(std::move(sender));
    app.own(std::make_shared<Shelves>());

    app.authenticate(JwtAuth{tokens}).permit(is_authenticated);
    app.mount<"/account", AccountController>().throttle(throttle::anonymous("20/min"));
    app.mount<"/account/password/reset", PasswordResetController>().throttle(throttle::anonymous("5/min"));
    app.mount<"/auth", JwtLoginController>();    // POST /auth/login, /auth/logout, /auth/logout-all
    app.mount<"/auth/token", JwtController>();   // POST /auth/token/refresh and its kin
    app.get<"/shelf">(my_shelf);
    return app;
}
// [/app]

// [opaque]
void log_in_by_token(App& app, const std::shared_ptr<AccountStore>& people, const std::shared_ptr<SharedStore>& store) {
    const OpaqueTokens& tokens = app.own(OpaqueTokens{store});
    app.own(Accounts{people, store, {.logins = {tokens}}});
    app.authenticate(TokenAuth{tokens});
    app.mount<"/auth", TokenLoginController>();
}
// [/opaque]

// [session]
void log_in_by_session(App& app, const std::shared_ptr<AccountStore>& people, const std::shared_ptr<SharedStore>& store) {
    const Sessions& sessions = app.own(Sessions{store});
    app.own(Accounts{people, store, {.logins = {sessions}}});
    app.use(csrf({.only_with = {sessions.cookie()}})).use(sessions.middleware());
    app.authenticate(SessionAuth{sessions}.lookup(AccountLookup{people}));   // with each request: who they are by now
    app.mount<"/auth", SessionLoginController>();
}
// [/session]

bool is_stolen(std::string_view password) { return password == "correct horse battery staple"; }

// [options]
AccountsOptions strict() {
    AccountsOptions options;
    options.cost = {.log_n = 15, .r = 8, .p = 3};
    options.passwords.min_length = 12;
    options.passwords.check = [](std::string_view password, const Account&) -> std::optional<std::string> {
        if (!is_stolen(password)) return std::nullopt;
        return "This password is in a list of those that were stolen.";
    };
    options.limit = {.by_name = "5/15min", .by_address = Rate{"100/h"}, .lock = 30min};
    options.reset_life = 20min;
    options.reset_mail = [](const Account& account, std::string_view token) {
        return Mail{account.email, "Your password", "https://library.example/new-password#" + std::string{token}};
    };
    return options;
}
// [/options]

// [staff]
/** Somebody who was on the staff before there was anybody to ask. */
Task<void> hire(const Accounts& accounts, std::string name, std::string password) {
    NewAccount wanted;
    wanted.name = std::move(name);
    wanted.password = std::move(password);
    wanted.is_staff = true;
    const AccountOutcome added = co_await accounts.add(std::move(wanted));
    if (!added) throw std::runtime_error{added.faults.front().message};
}

/** By somebody who may: what is not said is taken away. */
Task<std::optional<NoContent>> give_role(Path<"id"> account, Path<"role"> role, Inject<Accounts> accounts) {
    AccountRights rights;
    rights.roles.push_back(*role);
    const bool is_known = co_await accounts->change_rights(*account, std::move(rights));
    if (!is_known) co_return std::nullopt;
    co_return std::optional<NoContent>(NoContent());
}
// [/staff]

void sign(test::Client& client, const Json& pair) { client.headers().set("Authorization", "Bearer " + pair["access"].get<std::string>()); }

}  // namespace

TEST_CASE("a library has readers with accounts", "[docs]") {
    std::promise<Mail> posted;
    const auto people = std::make_shared<MemoryAccountStore>();
    Settings settings = test::settings();
    settings.secret_key = std::string(32, 'k');
    test::Client client{library(settings, people, MailSender{[&posted](const Mail& mail) { posted.set_value(mail); }})};
    const Json credentials{{"username", "ann"}, {"password", "a book a day"}};
    CHECK(client.post("/account/register", {{"username", "ann"}, {"email", "ann@example.org"}, {"password", "a book a day"}}).status() == Status::created);
    sign(client, client.post("/auth/login", credentials).json());
    CHECK(client.get("/shelf").json() == Json::array());
    CHECK(client.get("/account/me").json()["username"] == "ann");
    client.post("/account/password/reset", {{"email", "ann@example.org"}});
    const Mail mail = posted.get_future().get();
    CHECK(mail.to == "ann@example.org");
}

TEST_CASE("readers log in by opaque tokens, or by a session", "[docs]") {
    const auto people = std::make_shared<MemoryAccountStore>();
    const auto store = std::make_shared<MemoryStore>();
    const bool by_session = GENERATE(false, true);
    App app{test::settings()};
    if (by_session) log_in_by_session(app, people, store);
    else log_in_by_token(app, people, store);
    app.mount<"/account", AccountController>();
    test::Client client{std::move(app)};
    client.post("/account/register", {{"username", "ann"}, {"password", "a book a day"}});
    const auto logged_in = client.post("/auth/login", {{"username", "ann"}, {"password", "a book a day"}});
    if (!by_session) client.headers().set("Authorization", "Bearer " + logged_in.json()["token"].get<std::string>());
    CHECK(client.get("/account/me").json()["username"] == "ann");
    CHECK(client.post("/auth/logout").status() == Status::no_content);
    CHECK(client.get("/account/me").status() == (by_session ? Status::forbidden : Status::unauthorized));
}

TEST_CASE("options of accounts are strict where they are told to be", "[docs]") {
    const auto people = std::make_shared<MemoryAccountStore>();
    const Accounts accounts{people, std::make_shared<MemoryStore>(), strict()};
    WorkerPool workers;
    NewAccount wanted;
    wanted.name = "ann";
    wanted.password = "correct horse battery staple";
    CHECK(sync_wait(accounts.add(wanted), &workers).faults.front().code == "password_refused");
    CHECK(accounts.options().reset_mail({.email = "ann@example.org"}, "t").text == "https://library.example/new-password#t");
}

TEST_CASE("accounts are made and given rights by the application", "[docs]") {
    const auto people = std::make_shared<MemoryAccountStore>();
    const auto store = std::make_shared<MemoryStore>();
    App app{test::settings()};
    const Accounts& accounts = app.own(Accounts{people, store});
    app.post<"/accounts/{id}/roles/{role}">(give_role);
    WorkerPool workers;
    sync_wait(hire(accounts, "root", "a book a day"), &workers);
    CHECK(people->find_by_name("root")->is_staff);
    CHECK_THROWS(sync_wait(hire(accounts, "root", "a book a day"), &workers));
    test::Client client{std::move(app)};
    const std::string id = people->find_by_name("root")->id;
    CHECK(client.post("/accounts/" + id + "/roles/editor").status() == Status::no_content);
    CHECK(people->find(id)->roles == std::vector<std::string>{"editor"});
    CHECK(client.post("/accounts/nobody/roles/editor").status() == Status::not_found);
}
