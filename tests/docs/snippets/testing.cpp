#include <catch2/catch.hpp>

// [include]
#include <serval/testing.hpp>
// [/include]

#include <serval/model/values/email.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Mail {
    std::string to;
    std::string subject;
};

struct Mailer {
    virtual ~Mailer() = default;
    virtual void send(const Mail& mail) = 0;
};

struct Smtp final : Mailer {
    void send(const Mail&) override { throw std::runtime_error{"no network in tests"}; }
};

struct NewAccount {
    std::string name;
    Email address;
};

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.own<Mailer>(std::make_shared<Smtp>());
    app.authenticate(BasicAuth{[](std::string_view name, std::string_view) -> std::optional<User> {
        User user;
        user.id = user.name = name;
        return user;
    }});
    app.post<"/accounts">([](Body<NewAccount> account, Inject<Mailer> mailer) {
        mailer->send({account->address.text(), "Welcome, " + account->name});
        return account->name;
    });
    app.get<"/me">([](CurrentUser who) { return who->name; }).throttle(throttle::user("1/min"));
    app.get<"/theme">([](Cookie<"theme", std::string, otherwise("light")> theme) { return *theme; });
    app.post<"/theme/{name}">([](Path<"name", std::string> name) {
        return Reply{NoContent{}}.cookie({.name = "theme", .value = *name});
    });
    app.get<"/crash">([]() -> int { throw std::runtime_error{"boom"}; });
    app.get<"/old">([] { return Redirect{"/theme"}; });
    return app;
}

// [fake]
struct Outbox final : Mailer {
    void send(const Mail& mail) override { sent.push_back(mail); }
    std::vector<Mail> sent;
};
// [/fake]

}  // namespace

// [first]
TEST_CASE("a new account is welcomed by mail", "[accounts]") {
    App app = make_app(test::settings());
    auto& outbox = static_cast<Outbox&>(app.own<Mailer>(std::make_shared<Outbox>()));   // takes the place of the real one
    test::Client client{std::move(app)};

    const auto response = client.post("/accounts", {{"name", "Ada"}, {"address", "ada@example.org"}});

    REQUIRE(response.status() == Status::created);
    REQUIRE(outbox.sent.size() == 1);
    CHECK(outbox.sent[0].subject == "Welcome, Ada");
}
// [/first]

TEST_CASE("a client can say who it is", "[docs]") {
    test::Client client{make_app(test::settings())};
    // [users]
    client.credentials("ann", "secret");        // sent as HTTP Basic with every request
    CHECK(client.get("/me").json() == "ann");

    User eve;
    eve.id = eve.name = "eve";
    client.force_authenticate(eve);             // no authenticator is asked
    CHECK(client.get("/me").json() == "eve");
    client.force_authenticate(std::nullopt);
    // [/users]
}

TEST_CASE("time stands still when told to", "[docs]") {
    test::Client client{make_app(test::settings())};
    client.credentials("ann", "secret");
    // [clock]
    client.clock().freeze();
    CHECK(client.get("/me").status() == Status::ok);
    CHECK(client.get("/me").status() == Status::too_many_requests);   // "1/min"
    client.clock().advance(60s);
    CHECK(client.get("/me").status() == Status::ok);
    // [/clock]
}

TEST_CASE("requests are put together piece by piece", "[docs]") {
    test::Client client{make_app(test::settings())};
    // [builder]
    const auto response = client.request(Method::get, "/theme").header("Accept", "application/json").query("page", "2").send();
    CHECK(response.header("Content-Type") == "application/json");
    CHECK(response.body() == "\"light\"");
    // [/builder]
    // [cookies]
    CHECK(client.post("/theme/dark").status() == Status::no_content);   // sets a cookie, which the client keeps
    CHECK(client.get("/theme").json() == "dark");
    CHECK(client.cookies().find("theme") == "dark");
    // [/cookies]
    // [redirects]
    CHECK(client.get("/old").header("Location") == "/theme");
    client.follow_redirects();
    CHECK(client.get("/old").json() == "dark");
    // [/redirects]
}

TEST_CASE("what a handler throws unexpectedly reaches the test", "[docs]") {
    test::Client client{make_app(test::settings())};
    // [unexpected]
    CHECK_THROWS_WITH(client.get("/crash"), "boom");
    client.render_errors();
    CHECK(client.get("/crash").status() == Status::internal_server_error);
    // [/unexpected]
}

namespace {

struct Account {
    int id = 0;
    std::string name;

    static void describe(Fields<Account>& f) { f.on<&Account::name>().length(1, 40); }
};

}  // namespace

TEST_CASE("an answer that breaks its declaration reaches the test", "[docs]") {
    // [mismatch]
    App app{test::settings()};
    app.get<"/accounts/1">([] { return Account{1, ""}; });   // whose name is not to be empty
    test::Client client{std::move(app)};
    CHECK_THROWS_WITH(client.get("/accounts/1"), "GET /accounts/1 answered 200 with content that breaks its own rules: "
                                                 "/name: Ensure this field has at least 1 characters.");
    // [/mismatch]
}

TEST_CASE("answers are read as models", "[docs]") {
    struct Error {
        std::string code;
        int status = 0;
    };
    test::Client client{make_app(test::settings())};
    // [models]
    const auto error = client.get("/nowhere").as<Error>();
    CHECK(error.code == "not_found");
    // [/models]
}

TEST_CASE("single pieces are tried without an app", "[docs]") {
    // [pieces]
    auto request = test::make_request(Method::get, "/books?limit=500");
    const auto limit = test::extract<Query<"limit", int, range(1, 100)>>(request);
    REQUIRE(limit.errors.size() == 1);
    CHECK(limit.errors[0].pointer == "/limit");
    // [/pieces]
}
