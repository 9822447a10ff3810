#include <catch2/catch.hpp>

#include <serval/permission/user_permissions.hpp>
#include <serval/tasks/sync_wait.hpp>

using namespace serval;

namespace {

bool allows(const Permission& permission, Method method, std::optional<User> user) {
    Request request{method, "/"};
    if (user.has_value()) request.attributes().put(*std::move(user));
    return sync_wait(permission.decide(request)).allowed;
}

const User editor{.id = "1", .roles = {"editor", "author"}};
const User tool{.id = "2", .scopes = {"books:read", "book:add", "book:purge"}};

}  // namespace

TEST_CASE("a role lets in those who have it", "[permission]") {
    CHECK(allows(has_role("author"), Method::post, editor));
    CHECK_FALSE(allows(has_role("edit"), Method::post, editor));
    CHECK_FALSE(allows(has_role("editor"), Method::post, tool));
    CHECK_FALSE(allows(has_role("editor"), Method::get, std::nullopt));
}

TEST_CASE("a scope lets in those to whom it was granted", "[permission]") {
    CHECK(allows(has_scope("books:read"), Method::get, tool));
    CHECK_FALSE(allows(has_scope("books:write"), Method::get, tool));
    CHECK_FALSE(allows(has_scope("books:read"), Method::get, editor));
}

TEST_CASE("the permissions of a model are those of the method", "[permission]") {
    const Permission books = has_model_permissions("book");
    CHECK(allows(books, Method::get, editor));
    CHECK(allows(books, Method::head, editor));
    CHECK_FALSE(allows(books, Method::get, std::nullopt));
    CHECK(allows(books, Method::post, tool));
    CHECK_FALSE(allows(books, Method::post, editor));
    for (const Method& method : {Method{"PUT"}, Method{"PATCH"}, Method{"DELETE"}}) CHECK_FALSE(allows(books, method, tool));
    CHECK(allows(books, Method{"PURGE"}, tool));
    const User full{.id = "3", .scopes = {"book:change", "book:delete"}};
    CHECK(allows(books, Method::put, full));
    CHECK(allows(books, Method::patch, full));
    CHECK(allows(books, Method::delete_, full));
    CHECK(allows(books || reads_only, Method::get, std::nullopt));
    CHECK_FALSE(allows(books || reads_only, Method::post, std::nullopt));
}

TEST_CASE("permissions of users are composed with others, and say so", "[permission]") {
    const Permission either = has_role("editor") || has_role("reader") || is_staff;
    CHECK(either.name() == "((has_role(editor) || has_role(reader)) || is_staff)");
    CHECK(allows(either, Method::post, editor));
    CHECK_FALSE(allows(!has_role("editor"), Method::post, editor));
    CHECK(allows(has_role("editor") && has_role("author"), Method::post, editor));
    CHECK_FALSE(allows(has_role("editor") && has_scope("books:read"), Method::post, editor));
}

TEST_CASE("the documentation is told whom they are sure to let in", "[permission]") {
    const Permission role = has_role("editor");
    CHECK(role.admits(Method::get).only_users);
    CHECK_FALSE(role.admits(Method::get).every_user);
    const Permission model = has_model_permissions("book");
    CHECK(model.admits(Method::get).every_user);
    CHECK_FALSE(model.admits(Method::post).every_user);
    const Permission open = has_role("editor") || reads_only;
    CHECK(open.admits(Method::get).unknown);
    CHECK_FALSE(open.admits(Method::post).unknown);
    CHECK_FALSE(open.admits(Method::get).only_users);
}
