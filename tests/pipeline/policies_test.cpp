#include "pipeline/recorder.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Word {
    std::string word;
};

App guarded_app(std::string challenge = "Test") {
    App app{test::settings()};
    app.authenticate(test::HeaderAuthenticator{nullptr, std::move(challenge)});
    return app;
}

test::Response as(test::Client& client, std::string_view user, std::string_view target) {
    return client.request(Method::get, target).header("X-User", user).send();
}

}  // namespace

TEST_CASE("the level nearest to the endpoint says who may", "[pipeline]") {
    App app = guarded_app();
    app.permit(is_authenticated);
    app.get<"/inherits">([] { return Word{"in"}; });
    app.get<"/open">([] { return Word{"open"}; }).permit(none);
    app.get<"/replaces">([] { return Word{"staff"}; }).permit(is_staff);
    app.get<"/adds">([] { return Word{"both"}; }).permit(also(is_staff));
    auto group = app.group<"/group">();
    group.permit(is_staff);
    group.get<"/inner">([] { return Word{"inner"}; });
    test::Client client{std::move(app)};

    CHECK(client.get("/inherits").status() == Status::unauthorized);
    CHECK(as(client, "ann", "/inherits").status() == Status::ok);
    CHECK(client.get("/open").status() == Status::ok);
    CHECK(as(client, "ann", "/replaces").status() == Status::forbidden);
    CHECK(as(client, "staff", "/replaces").status() == Status::ok);
    CHECK(as(client, "ann", "/adds").status() == Status::forbidden);
    CHECK(as(client, "staff", "/adds").status() == Status::ok);
    CHECK(as(client, "ann", "/group/inner").status() == Status::forbidden);
}

TEST_CASE("nobody known is asked to say who it is, with the scheme's challenge", "[pipeline]") {
    App app = guarded_app();
    app.get<"/">([] { return Word{"x"}; }).permit(is_authenticated);
    test::Client client{std::move(app)};
    const auto response = client.get("/");
    CHECK(response.status() == Status::unauthorized);
    CHECK(response.header("WWW-Authenticate") == "Test");
    CHECK(response.json()["detail"] == "Authentication credentials were not provided.");
}

TEST_CASE("where no scheme has a challenge, nobody known is refused with 403", "[pipeline]") {
    App app = guarded_app("");
    app.get<"/">([] { return Word{"x"}; }).permit(is_authenticated);
    test::Client client{std::move(app)};
    CHECK(client.get("/").status() == Status::forbidden);
}

TEST_CASE("wrong credentials are refused also where everybody may", "[pipeline]") {
    App app = guarded_app();
    app.get<"/">([] { return Word{"x"}; });
    test::Client client{std::move(app)};
    CHECK(as(client, "wrong", "/").status() == Status::unauthorized);
    CHECK(client.get("/").status() == Status::ok);
}

TEST_CASE("permissions are composed", "[pipeline]") {
    App app = guarded_app();
    const Permission is_ann{"is_ann", [](const Request& request) { return user_of(request) != nullptr && user_of(request)->id == "ann"; }};
    app.get<"/either">([] { return Word{"x"}; }).permit(is_ann || is_staff);
    app.get<"/both">([] { return Word{"x"}; }).permit(is_ann && is_authenticated);
    app.get<"/not">([] { return Word{"x"}; }).permit(is_authenticated && !is_ann);
    test::Client client{std::move(app)};
    CHECK(as(client, "ann", "/either").status() == Status::ok);
    CHECK(as(client, "staff", "/either").status() == Status::ok);
    CHECK(as(client, "bob", "/either").status() == Status::forbidden);
    CHECK(as(client, "ann", "/both").status() == Status::ok);
    CHECK(as(client, "bob", "/both").status() == Status::forbidden);
    CHECK(as(client, "ann", "/not").status() == Status::forbidden);
    CHECK(as(client, "bob", "/not").status() == Status::ok);
}

TEST_CASE("a permission may wait, and says its own words on refusal", "[pipeline]") {
    App app = guarded_app();
    const Permission slow{"slow", [](const Request&) -> Task<bool> {
                              co_await sleep_for(1ms);
                              co_return false;
                          }};
    app.get<"/">([] { return Word{"x"}; }).permit(slow.otherwise("unpaid", "Please pay first."));
    test::Client client{std::move(app)};
    const auto response = as(client, "ann", "/");
    CHECK(response.status() == Status::forbidden);
    CHECK(response.json()["detail"] == "Please pay first.");
    CHECK(response.json()["code"] == "unpaid");
}

TEST_CASE("answers are cached for a user, or for all whom nobody knows, for their time", "[pipeline]") {
    App app = guarded_app();
    auto calls = std::make_shared<int>(0);
    app.get<"/count">([calls] { return Word{std::to_string(++*calls)}; }).cache(10s);
    test::Client client{std::move(app)};
    client.clock().freeze();
    CHECK(client.get("/count?a=1&b=2").json()["word"] == "1");
    CHECK(client.get("/count?b=2&a=1").json()["word"] == "1");
    CHECK(client.get("/count").json()["word"] == "2");
    CHECK(as(client, "ann", "/count").json()["word"] == "3");
    CHECK(as(client, "bob", "/count").json()["word"] == "4");
    CHECK(as(client, "ann", "/count").json()["word"] == "3");
    client.clock().advance(10s);
    CHECK(client.get("/count").json()["word"] == "5");
}

TEST_CASE("a coroutine middleware wraps the rest of the way", "[pipeline]") {
    App app{test::settings()};
    app.use([](Request&, Next next) -> Task<Response> {
        co_await sleep_for(1ms);
        Response response = co_await next();
        co_await sleep_for(1ms);
        response.set_header("X-Wrapped", std::to_string(number(response.status())));
        co_return response;
    });
    app.use([](Request& request, Next next) -> Task<Response> {
        if (request.path() == "/early") co_return Response::text("early");
        co_return co_await next();
    });
    app.get<"/">([] { return Word{"x"}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/").header("X-Wrapped") == "200");
    CHECK(client.get("/missing").header("X-Wrapped") == "404");
    const auto early = client.get("/early");
    CHECK(early.body() == "early");
    CHECK(early.header("X-Wrapped") == "200");
}

TEST_CASE("basic authentication reads name and password, and remembers what was right", "[pipeline]") {
    auto checks = std::make_shared<int>(0);
    App app{test::settings()};
    app.authenticate(BasicAuth{[checks](std::string_view name, std::string_view password) -> std::optional<User> {
                         ++*checks;
                         if (password != "se:cret") return std::nullopt;
                         User user;
                         user.id = user.name = name;
                         return user;
                     }}
                         .blocking()
                         .remember(60s));
    app.get<"/me">([](CurrentUser who) { return Word{who->name}; });
    test::Client client{std::move(app)};
    const auto anonymous = client.get("/me");
    CHECK(anonymous.status() == Status::unauthorized);
    CHECK(anonymous.header("WWW-Authenticate") == "Basic realm=\"api\", charset=\"UTF-8\"");
    client.credentials("ann", "se:cret");
    CHECK(client.get("/me").json()["word"] == "ann");
    CHECK(client.get("/me").json()["word"] == "ann");
    CHECK(*checks == 1);
    client.credentials("ann", "wrong");
    CHECK(client.get("/me").json()["detail"] == "Invalid username/password.");
    client.headers().set("Authorization", "Basic %%%");
    CHECK(client.get("/me").json()["detail"] == "Invalid basic header. Credentials not correctly base64 encoded.");
    client.headers().set("Authorization", "basic a b");
    CHECK(client.get("/me").json()["detail"] == "Invalid basic header. Credentials string should not contain spaces.");
    client.headers().set("Authorization", "Basic");
    CHECK(client.get("/me").json()["detail"] == "Invalid basic header. No credentials provided.");
    client.headers().set("Authorization", "Bearer x");
    CHECK(client.get("/me").status() == Status::unauthorized);
}
