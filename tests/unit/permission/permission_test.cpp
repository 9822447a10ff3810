#include <string>

#include <catch2/catch.hpp>

#include <serval/permission/permission.hpp>
#include <serval/tasks/sync_wait.hpp>

using namespace serval;

namespace {

/** Says `answer`, and counts how often it was asked. */
Permission asked(int& times, bool answer, std::string name = "asked") {
    return Permission{std::move(name), [&times, answer](const Request&) { return ++times, answer; }};
}

bool allows(const Permission& permission, const Request& request = {}) { return sync_wait(permission.decide(request)).allowed; }

Request request_of(Method method, std::optional<User> user = std::nullopt) {
    Request request{method, "/"};
    if (user.has_value()) request.attributes().put(*std::move(user));
    return request;
}

}  // namespace

TEST_CASE("both permissions of a pair must allow", "[permission]") {
    for (const bool first : {false, true}) {
        for (const bool second : {false, true}) {
            int times = 0;
            CHECK(allows(asked(times, first) && asked(times, second)) == (first && second));
            CHECK(allows(asked(times, first) || asked(times, second)) == (first || second));
        }
    }
    int times = 0;
    CHECK(allows(!asked(times, false)));
    CHECK_FALSE(allows(!asked(times, true)));
}

TEST_CASE("the second permission is asked only when the first leaves the question open", "[permission]") {
    int first = 0;
    int second = 0;
    CHECK_FALSE(allows(asked(first, false) && asked(second, true)));
    CHECK(allows(asked(first, true) || asked(second, false)));
    CHECK(first == 2);
    CHECK(second == 0);
    CHECK(allows(asked(first, true) && asked(second, true)));
    CHECK(allows(asked(first, false) || asked(second, true)));
    CHECK(first == 4);
    CHECK(second == 2);
}

TEST_CASE("compositions nest, and a name tells how", "[permission]") {
    int times = 0;
    const Permission nested = (asked(times, false, "a") || asked(times, true, "b")) && !asked(times, false, "c");
    CHECK(allows(nested));
    CHECK(times == 3);
    CHECK(nested.name() == "((a || b) && !c)");
    CHECK((is_staff && is_authenticated).name() == "(is_staff && is_authenticated)");
}

TEST_CASE("the refusal is the one of the permission that refused", "[permission]") {
    int times = 0;
    const Permission unpaid = asked(times, false).otherwise("unpaid", "Pay first.");
    const Verdict both = sync_wait((asked(times, true) && unpaid).decide(Request{}));
    CHECK(both.code == "unpaid");
    CHECK(both.message == "Pay first.");
    const Verdict either = sync_wait((unpaid || asked(times, false)).decide(Request{}));
    CHECK(either.code.empty());
    CHECK(sync_wait(asked(times, true).otherwise("unpaid", "Pay first.").decide(Request{})).code.empty());
}

TEST_CASE("a permission of any of the four forms is asked", "[permission]") {
    CHECK(allows(Permission{[](const Request&) { return true; }}));
    CHECK_FALSE(allows(Permission{[](const Request&) { return Verdict(false, "a", "b"); }}));
    CHECK(allows(Permission{[](const Request&) -> Task<bool> { co_return true; }}));
    CHECK_FALSE(allows(Permission{[](const Request&) -> Task<Verdict> { co_return Verdict(false); }}));
}

TEST_CASE("the permissions that come with the library know users, staff and safe methods", "[permission]") {
    const Request nobody = request_of(Method::get);
    const Request nobody_writes = request_of(Method::post);
    const Request user = request_of(Method::post, User{.id = "1"});
    const Request staff = request_of(Method::post, User{.id = "2", .is_staff = true});

    CHECK(allows(allow_any, nobody_writes));
    CHECK_FALSE(allows(is_authenticated, nobody));
    CHECK(allows(is_authenticated, user));
    CHECK(allows(is_authenticated_or_read_only, nobody));
    CHECK_FALSE(allows(is_authenticated_or_read_only, nobody_writes));
    CHECK(allows(is_authenticated_or_read_only, user));
    CHECK_FALSE(allows(is_staff, nobody));
    CHECK_FALSE(allows(is_staff, user));
    CHECK(allows(is_staff, staff));
}
