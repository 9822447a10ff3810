#include "schema.hpp"

#include <serval/authentication/password.hpp>

namespace bookstore {
namespace {

constexpr std::string_view tables = R"(
    create table users (
        name      text primary key,
        password  text not null             -- as serval::hash_password makes it
    );
    create table authors (
        id        integer primary key,
        name      text not null unique,
        born      integer
    );
    create table books (
        id        integer primary key,
        title     text not null,
        author_id integer not null references authors (id),
        year      integer not null,
        isbn      text not null unique,
        tags      text not null             -- a JSON array
    );
    create index books_by_author on books (author_id);
    create table reviews (
        id        integer primary key,
        book_id   integer not null references books (id) on delete cascade,
        reviewer  text not null,
        stars     integer not null check (stars between 1 and 5),
        text      text not null,
        written   text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        unique (book_id, reviewer)
    );
)";

constexpr std::string_view first_books = R"(
    insert into authors (id, name, born) values
        (1, 'Ursula K. Le Guin', 1929), (2, 'Jane Austen', 1775), (3, 'Frank Herbert', 1920);
    insert into books (title, author_id, year, isbn, tags) values
        ('A Wizard of Earthsea',      1, 1968, '9780547773742', '["novel","fantasy"]'),
        ('The Left Hand of Darkness', 1, 1969, '9780441478125', '["novel","science fiction"]'),
        ('The Lathe of Heaven',       1, 1971, '9781416556961', '["novel","science fiction"]'),
        ('Pride and Prejudice',       2, 1813, '9780141439518', '["novel"]'),
        ('Emma',                      2, 1815, '9780141439587', '["novel"]'),
        ('Dune',                      3, 1965, '9780441172719', '["novel","science fiction"]');
    insert into reviews (book_id, reviewer, stars, text) values
        (2, 'genly', 5, 'Cold, and warm.'), (6, 'leto', 4, 'A lot of sand.'), (6, 'irulan', 5, 'I could quote it for hours.');
)";

}  // namespace

void prepare(serval::sql::Database& database, std::string_view librarian_password) {
    database.migrate({tables, first_books});   // to change a table later, add a step: those that have run are not run again
    if (database.query_one<int>("select count(*) from users") != 0) return;
    database.execute("insert into users (name, password) values ('librarian', :password)",
                     {{"password", serval::hash_password(librarian_password)}});
}

}  // namespace bookstore
