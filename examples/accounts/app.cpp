#include "app.hpp"

#include <serval/accounts.hpp>
#include <serval/redis.hpp>
#include <serval/serval.hpp>
#include <serval/sql.hpp>

#include "controllers.hpp"
#include "schema.hpp"
#include "stores.hpp"

namespace accounts {

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** Where what requests leave for later ones is kept: throttles, log-outs, what is cached. */
std::shared_ptr<SharedStore> make_store(const Settings& settings, const Log& log) {
    const auto redis = settings.find<std::string>("store.redis");
    if (!redis) return std::make_shared<MemoryStore>();
    return std::make_shared<RedisStore>(RedisOptions{.url = *redis, .prefix = "accounts:", .log = log});
}

/** What tokens are signed by. Processes that share a store share the key too; one that is alone may make one up for as long as it runs. */
JwsKey signing_key(const Settings& settings, const Log& log) {
    if (!settings.secret_key.empty()) return JwsKey::from_secret(JwsAlgorithm::hs256, settings.secret_key);
    if (settings.find<std::string>("store.redis")) return JwsKey::from_secret(JwsAlgorithm::hs256, settings.get<std::string>("secret_key"));
    log.warning("No secret_key is set: tokens are good until this process ends.");
    return JwsKey::from_secret(JwsAlgorithm::hs256, new_opaque_token());
}

}  // namespace

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.info({.title = "Accounts",
              .version = "1.0.0",
              .summary = "Members, their notes, and what is announced to everybody",
              .license = {.name = "Boost Software License 1.0", .identifier = "BSL-1.0"},
              .tags = {{"notes", "Each its owner's alone"}, {"announcements", "For everybody"}, {"members", "For staff"}}});

    // One process has all it needs in a file and in its own memory. Several share a PostgreSQL and a Redis, and nothing else changes.
    sql::Database& database = open_database(app);
    const auto members = std::make_shared<sql::AccountTable>(database);
    const auto store = make_store(app.settings(), app.log());
    app.store_in(store).cache_in(shared_response_cache(store));

    // A token says who its owner is and what they may; each refresh asks the account again.
    const JwtTokens& tokens = app.own(JwtTokens{signing_key(app.settings(), app.log()), store, {.renew = AccountLookup{members}.renewal()}});
    app.own(Accounts{members, store, {.logins = {tokens}}});
    app.own(MailSender{[log = app.log()](const Mail& mail) { log.info("mail", {{"to", mail.to}, {"subject", mail.subject}, {"text", mail.text}}); }});
    app.own(std::static_pointer_cast<AccountStore>(members));
    appoint_keeper(app.settings(), *members);

    app.authenticate(JwtAuth{tokens});
    app.permit(is_authenticated);
    app.throttle(throttle::anonymous("30/min"), throttle::user("60/min"));

    app.provide_per_request<NoteStore>([](sql::Transaction& db) { return NoteStore{db}; });
    app.provide_per_request<AnnouncementStore>([](sql::Transaction& db) { return AnnouncementStore{db}; });

    app.mount<"/account", AccountController>();
    app.mount<"/account/password/reset", PasswordResetController>();
    app.mount<"/auth", JwtLoginController>();   // log in and out
    app.mount<"/auth", JwtController>();        // refresh, verify
    app.mount<"/notes", NoteController>();
    app.mount<"/announcements", AnnouncementController>();
    app.mount<"/members", MemberController>();
    return app;
}

}  // namespace accounts
