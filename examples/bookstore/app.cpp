#include "app.hpp"

#include <serval/serval.hpp>
#include <serval/sql.hpp>

#include "controllers.hpp"
#include "schema.hpp"
#include "stores.hpp"

namespace bookstore {

using namespace serval;
using namespace std::chrono_literals;

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.info({.title = "Bookstore",
              .version = "1.0.0",
              .summary = "Books, their authors, and what readers think of them",
              .license = {.name = "Boost Software License 1.0", .identifier = "BSL-1.0"},
              .tags = {{"books", "What there is to read"}, {"authors", "Who wrote it"}, {"reviews", "What readers think of it"}}});

    // Settings of the program's own: --database-path, SERVAL_DATABASE__PATH, or `path` under [database] in serval.toml.
    sql::Database& database = sql::use_database(app, app.settings().get<std::string>("database.path", "bookstore.db"));
    prepare(database, app.settings().get<std::string>("librarian.password", "bookworm"));

    // A handler that asks for a store gets one on its request's transaction: committed before a good answer leaves, and
    // rolled back otherwise.
    app.provide_per_request<AuthorStore>([](sql::Transaction& db) { return AuthorStore{db}; });
    app.provide_per_request<BookStore>([](sql::Transaction& db) { return BookStore{db}; });
    app.provide_per_request<ReviewStore>([](sql::Transaction& db) { return ReviewStore{db}; });

    // Everybody may read; to write one says who one is. Checking a password takes its time, as it has to: it is done on the
    // worker pool, and a right one is remembered for a while.
    app.authenticate(BasicAuth{[&database](std::string_view name, std::string_view password) {
                         return UserStore{database}.find(name, password);
                     }}.blocking().remember(60s));
    app.permit(is_authenticated_or_read_only);

    app.mount<"/authors", AuthorController>();
    app.mount<"/books", BookController>();
    app.mount<"/books/{book}/reviews", ReviewController>();
    return app;
}

}  // namespace bookstore
