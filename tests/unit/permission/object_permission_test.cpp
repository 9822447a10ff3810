#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing.hpp>

using namespace serval;

namespace {

struct Note {
    int id = 0;
    std::string text;
    std::string owner;
    std::optional<int> reviewer;

    [[nodiscard]] std::string author() const { return owner; }
};

const Note ann_s{1, "Hello", "ann", 7};

Request request_of(Method method, std::string user = {}) {
    Request request{method, "/"};
    if (!user.empty()) request.attributes().put(User{.id = std::move(user)});
    return request;
}

bool allows(const ObjectPermission<Note>& permission, const Request& request) { return permission.decide(request, ann_s).allowed; }

const ObjectPermission<Note> is_short{"is_short", [](const Request&, const Note& note) { return note.text.size() < 10; }};

/** Believes a header, which is fine for a test. */
class ByHeader final : public Authenticator {
public:
    Task<std::optional<User>> authenticate(Request& request) const override {
        const auto name = request.header("X-User");
        if (!name.has_value()) return Task<std::optional<User>>::ready(std::nullopt);
        return Task<std::optional<User>>::ready(User{.id = std::string{*name}, .is_staff = *name == "root"});
    }
    SecurityScheme describe() const override { return {.name = "header", .type = "apiKey", .parameter = "X-User", .place = "header"}; }
};

Note change(ObjectAccess access) {
    access.require((is_owner(&Note::owner) || is_staff).otherwise("not_yours", "This is not your note."), ann_s);
    return ann_s;
}

Note show(ObjectAccess access) {
    access.require_or_hide(is_owner(&Note::owner), ann_s);
    return ann_s;
}

bool may(ObjectAccess access) { return access.allows(is_owner(&Note::owner), ann_s); }

}  // namespace

TEST_CASE("an object's owner may, by a member or a function, text or a number", "[permission]") {
    CHECK(allows(is_owner(&Note::owner), request_of(Method::put, "ann")));
    CHECK_FALSE(allows(is_owner(&Note::owner), request_of(Method::put, "eve")));
    CHECK_FALSE(allows(is_owner(&Note::owner), request_of(Method::put)));
    CHECK(allows(is_owner(&Note::author), request_of(Method::put, "ann")));
    CHECK(allows(is_owner(&Note::id), request_of(Method::put, "1")));
    CHECK_FALSE(allows(is_owner(&Note::id), request_of(Method::put, "11")));
    CHECK(allows(is_owner(&Note::reviewer), request_of(Method::put, "7")));
    CHECK_FALSE(is_owner(&Note::reviewer).decide(request_of(Method::put, "7"), Note{}).allowed);
    CHECK_FALSE(is_owner(&Note::owner).decide(request_of(Method::put), Note{}).allowed);
}

TEST_CASE("permissions of objects are composed with each other and with those of users", "[permission]") {
    const ObjectPermission<Note> owner = is_owner(&Note::owner);
    CHECK(allows(owner || reads_only, request_of(Method::get)));
    CHECK_FALSE(allows(owner || reads_only, request_of(Method::put, "eve")));
    CHECK(allows(owner && is_short, request_of(Method::put, "ann")));
    CHECK_FALSE(allows(owner && !is_short, request_of(Method::put, "ann")));
    Request editor = request_of(Method::put, "eve");
    editor.attributes().put(User{.id = "eve", .roles = {"editor"}});
    CHECK(allows(has_role("editor") || owner, editor));
    CHECK((owner || is_staff).name() == "(is_owner || is_staff)");
    CHECK((!owner && has_role("editor")).name() == "(!is_owner && has_role(editor))");
}

TEST_CASE("the second permission of a pair is not asked when the first decides", "[permission]") {
    int times = 0;
    const ObjectPermission<Note> asked{"asked", [&times](const Request&, const Note&) { return ++times, true; }};
    CHECK_FALSE(allows(!is_short && asked, request_of(Method::get)));
    CHECK(allows(is_short || asked, request_of(Method::get)));
    CHECK(times == 0);
    CHECK(allows(is_short && asked, request_of(Method::get)));
    CHECK(times == 1);
}

TEST_CASE("a handler asks what may be done with an object", "[permission]") {
    App app{test::settings()};
    app.authenticate(ByHeader{});
    app.put<"/note">(change);
    app.get<"/note">(show);
    app.get<"/may">(may);
    test::Client client{std::move(app)};
    client.render_errors();
    const auto ask = [&](Method method, std::string_view path, std::string_view user) { return client.request(method, path).header("X-User", user).send(); };
    CHECK(ask(Method::put, "/note", "ann").status() == Status::ok);
    CHECK(ask(Method::put, "/note", "root").status() == Status::ok);
    const auto refused = ask(Method::put, "/note", "eve");
    CHECK(refused.status() == Status::forbidden);
    CHECK(refused.json()["code"] == "not_yours");
    CHECK(refused.json()["detail"] == "This is not your note.");
    CHECK(client.put("/note", Json{}).status() == Status::forbidden);   // there is no challenge that would help
    CHECK(ask(Method::get, "/note", "ann").status() == Status::ok);
    CHECK(ask(Method::get, "/note", "eve").status() == Status::not_found);
    CHECK(ask(Method::get, "/may", "ann").body() == "true");
    CHECK(ask(Method::get, "/may", "eve").body() == "false");
}

TEST_CASE("the documentation says that an object may be refused", "[permission]") {
    App app{test::settings()};
    app.authenticate(BasicAuth{[](std::string_view, std::string_view) { return std::optional<User>{}; }});
    app.put<"/note">(change);
    test::Client client{std::move(app)};
    const auto responses = client.get("/openapi.json").json()["paths"]["/note"]["put"]["responses"];
    CHECK(responses.contains("401"));
    CHECK(responses.contains("403"));
}
