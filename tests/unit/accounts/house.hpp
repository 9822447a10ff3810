#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include <serval/accounts.hpp>
#include <serval/authentication/jwt_auth.hpp>
#include <serval/authentication/token_auth.hpp>
#include <serval/logging/memory_log.hpp>
#include <serval/middleware/csrf.hpp>
#include <serval/session/session_auth.hpp>
#include <serval/serval.hpp>
#include <serval/testing.hpp>

#include "unit/accounts/office.hpp"

namespace serval::test {

/** Letters as they come, on any thread. */
class Letters {
public:
    void add(const Mail& mail) {
        const std::lock_guard lock{mutex_};
        mails_.push_back(mail);
        came_.notify_all();
    }
    /** The next one; waits for it. */
    Mail next() {
        std::unique_lock lock{mutex_};
        REQUIRE(came_.wait_for(lock, std::chrono::seconds{20}, [this] { return !mails_.empty(); }));
        Mail mail = std::move(mails_.front());
        mails_.pop_front();
        return mail;
    }
    bool empty() {
        const std::lock_guard lock{mutex_};
        return mails_.empty();
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<Mail> mails_;
};

/** What an app with accounts is made of, in memory. */
struct House {
    House() {
        clock->freeze(std::chrono::system_clock::time_point{std::chrono::seconds{1'764'000'000}});
        store->use_clock(clock);
    }

    AccountsOptions options(std::vector<Logins> logins) const {
        AccountsOptions made;
        made.cost = cheap;
        made.limit.by_name = "5/min";
        made.logins = std::move(logins);
        made.clock = clock;
        made.reset_mail = [](const Account& account, std::string_view token) { return Mail{account.email, "reset", std::string{token}}; };
        return made;
    }
    JwtTokens jwts() const {
        JwtOptions jwt;
        jwt.clock = clock;
        return {JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 'k')), store, jwt};
    }
    /** An app whose users log in by JWT, closed to all that nobody knows. */
    App jwt_app() const {
        App app{settings()};
        app.store_in(store);
        app.log_to(Log{log, LogLevel::debug});
        const JwtTokens& tokens = app.own(jwts());
        app.own(Accounts{people, store, options({tokens})});
        app.own(MailSender{[letters = letters](const Mail& mail) { letters->add(mail); }});
        app.authenticate(JwtAuth{tokens}).permit(is_authenticated);
        app.mount<"/account", AccountController>();
        app.mount<"/account/password/reset", PasswordResetController>();
        app.mount<"/auth", JwtLoginController>();
        app.mount<"/auth/token", JwtController>();
        return app;
    }

    std::shared_ptr<Clock> clock = std::make_shared<Clock>();
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    std::shared_ptr<MemoryAccountStore> people = std::make_shared<MemoryAccountStore>();
    std::shared_ptr<Letters> letters = std::make_shared<Letters>();
    std::shared_ptr<MemoryLog> log = std::make_shared<MemoryLog>();
};

inline Response register_ann(Client& client) {
    return client.post("/account/register", {{"username", "ann"}, {"email", "ann@example.org"}, {"password", good_password}});
}

inline Response log_in(Client& client, std::string_view name = "ann", std::string_view password = good_password) {
    return client.post("/auth/login", {{"username", name}, {"password", password}});
}

inline void use_token(Client& client, const Json& token) { client.headers().set("Authorization", "Bearer " + token.get<std::string>()); }

/** The codes of what is wrong, by place. */
inline Json faults_in(const Response& response) {
    CHECK(response.status() == Status::bad_request);
    Json faults = Json::object();
    for (const Json& error : response.json()["errors"]) faults[error["pointer"].get<std::string>()] = error["code"];
    return faults;
}

}  // namespace serval::test
