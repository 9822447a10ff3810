#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <serval/authentication/remote_user_auth.hpp>
#include <serval/middleware/forwarded.hpp>
#include <serval/serval.hpp>
#include <serval/testing.hpp>

#include "server/app_core.hpp"

using namespace serval;

namespace {

using Sent = std::vector<std::pair<std::string_view, std::string_view>>;

const RemoteUserOptions believed{.proxies = {"127.0.0.1"}, .groups = "X-Remote-Groups"};   // the test client's address
const RemoteUserOptions elsewhere{.proxies = {"10.0.0.0/8", "unix"}, .groups = "X-Remote-Groups"};

App app_with(RemoteUserAuth authenticator) {
    App app{test::settings()};
    app.authenticate(std::move(authenticator));
    app.get<"/me">([](CurrentUser who) {
        std::string text = who->id;
        for (const std::string& role : who->roles) text += " " + role;
        return text;
    });
    app.get<"/fields">([](const Request& request) {
        return std::string{request.header("X-Remote-User").value_or("none")} + " " + std::string{request.header("X-Remote-Groups").value_or("none")};
    });
    return app;
}

test::Response ask(test::Client& client, std::string_view path, const Sent& fields) {
    auto request = client.request(Method::get, path);
    for (const auto& [name, value] : fields) request.header(name, value);
    return request.send();
}

test::Response answer(const RemoteUserOptions& options, const Sent& fields, std::string_view path = "/me") {
    test::Client client{app_with(RemoteUserAuth{options})};
    return ask(client, path, fields);
}

}  // namespace

TEST_CASE("a trusted proxy says who asks, and in which groups they are", "[authentication]") {
    CHECK(answer(believed, {{"X-Remote-User", "ann"}}).json() == "ann");
    CHECK(answer(believed, {{"x-remote-user", "Zoë"}, {"X-Remote-Groups", "staff, editors,,"}}).json() == "Zoë staff editors");
    CHECK(answer({.proxies = {"127.0.0.0/8"}, .user = "X-Mail"}, {{"X-Mail", "ann@example.org"}}).json() == "ann@example.org");
}

TEST_CASE("what anybody else says of the user counts for nothing, and nobody further inside sees it", "[authentication]") {
    const Sent spoofed{{"X-Remote-User", "root"}, {"X-Remote-User", "admin"}, {"X-Remote-Groups", "staff"}};
    CHECK(answer(elsewhere, spoofed).status() == Status::forbidden);
    CHECK(answer(elsewhere, spoofed, "/fields").json() == "none none");
    CHECK(answer(elsewhere, {}, "/fields").status() == Status::ok);
}

TEST_CASE("no field, or an empty one, is a user whom nobody knows", "[authentication]") {
    for (const Sent& fields : {Sent{}, Sent{{"X-Remote-User", ""}}, Sent{{"X-Remote-User", "  "}}, Sent{{"X-Remote-Groups", "staff"}}}) {
        CHECK(answer(believed, fields).status() == Status::forbidden);
        CHECK(answer(believed, fields, "/fields").status() == Status::ok);
    }
}

TEST_CASE("a field that comes twice is refused, whatever it says, also where nobody need be known", "[authentication]") {
    CHECK(answer(believed, {{"X-Remote-User", "ann"}, {"X-Remote-User", "root"}}, "/fields").status() == Status::forbidden);
    CHECK(answer(believed, {{"X-Remote-User", "ann"}, {"X-REMOTE-USER", "ann"}}, "/fields").status() == Status::forbidden);
    CHECK(answer(believed, {{"X-Remote-User", ""}, {"X-Remote-User", "ann"}}, "/fields").status() == Status::forbidden);
    CHECK(answer(believed, {{"X-Remote-User", "ann"}, {"X-Remote-Groups", "staff"}, {"X-Remote-Groups", "root"}}, "/fields").status() == Status::forbidden);
}

TEST_CASE("a user who is not written in UTF-8 is refused", "[authentication]") {
    CHECK(answer(believed, {{"X-Remote-User", "ann\xC0\x80"}}, "/fields").status() == Status::forbidden);
    CHECK(answer(believed, {{"X-Remote-User", "ann"}, {"X-Remote-Groups", "\xFF"}}, "/fields").status() == Status::forbidden);
}

TEST_CASE("a field whose name some servers take for the same is another one", "[authentication]") {
    CHECK(answer(believed, {{"X_Remote_User", "root"}}).status() == Status::forbidden);
    CHECK(answer(believed, {{"X-Remote-User", "ann"}, {"X_Remote_User", "root"}, {"X-Remote_Groups", "staff"}}).json() == "ann");
}

TEST_CASE("the other end of the connection counts, and not the client that a proxy speaks for", "[authentication]") {
    const auto ask_behind = [](const RemoteUserOptions& options) {
        App app = app_with(RemoteUserAuth{options});
        app.use(forwarded({.proxies = {"127.0.0.1"}}));
        test::Client client{std::move(app)};
        return ask(client, "/me", {{"X-Forwarded-For", "10.0.0.7"}, {"X-Remote-User", "ann"}}).status();
    };
    CHECK(ask_behind(believed) == Status::ok);
    CHECK(ask_behind(elsewhere) == Status::forbidden);   // 10.0.0.7 is what the client calls itself
}

TEST_CASE("a look-up says who the user is, plain or as a coroutine, and may know nobody", "[authentication]") {
    const auto find = [](const User& told) -> std::optional<User> {
        if (told.id != "ann") return std::nullopt;
        return User{.id = "7", .name = told.name, .roles = {"editor"}};
    };
    const auto find_later = [find](const User& told) -> Task<std::optional<User>> { co_return find(told); };
    test::Client plain{app_with(RemoteUserAuth{believed}.lookup(find))};
    test::Client later{app_with(RemoteUserAuth{believed}.lookup(find_later))};
    for (test::Client* client : {&plain, &later}) {
        CHECK(ask(*client, "/me", {{"X-Remote-User", "ann"}}).json() == "7 editor");
        const auto refused = ask(*client, "/fields", {{"X-Remote-User", "eve"}});
        CHECK(refused.status() == Status::forbidden);
        CHECK(refused.json()["code"] == "user_not_found");
    }
}

TEST_CASE("the documentation tells nothing of the proxy's fields, unless it is told how the proxy asks", "[authentication]") {
    const auto document = [](const RemoteUserOptions& options) {
        App app = app_with(RemoteUserAuth{options});
        app.build();
        return Json::parse(detail::openapi_text(app.core(), DocumentFormat::json));
    };
    const auto silent = document(believed);
    CHECK(silent.dump().find("Remote") == std::string::npos);
    CHECK(silent["paths"]["/me"]["get"]["security"].empty());
    RemoteUserOptions told = believed;
    told.scheme = {.name = "single_sign_on", .type = "http", .scheme = "negotiate"};
    const auto open = document(told);
    CHECK(open["components"]["securitySchemes"]["single_sign_on"]["scheme"] == "negotiate");
    CHECK(open["paths"]["/me"]["get"]["security"][0].contains("single_sign_on"));
}

TEST_CASE("options that would believe everybody or nobody are refused", "[authentication]") {
    CHECK_THROWS_WITH(RemoteUserAuth{RemoteUserOptions{}}, "whoever believes proxies says which, in .proxies");
    CHECK_THROWS_WITH((RemoteUserAuth{{.proxies = {"proxy.example"}}}), Catch::StartsWith("\"proxy.example\" is no address and no network"));
    CHECK_THROWS_WITH((RemoteUserAuth{{.proxies = {"10.0.0.1"}, .user = "Remote User"}}), "\"Remote User\" is no name of a header field");
    CHECK_THROWS_WITH((RemoteUserAuth{{.proxies = {"10.0.0.1"}, .groups = ":"}}), "\":\" is no name of a header field");
}
