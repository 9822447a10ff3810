#include "stores.hpp"

#include <serval/authentication/password.hpp>

namespace bookstore {

using serval::PageNumber;
using serval::sql::Parameters;

// Values never become part of the SQL: they stand in it as :name and are bound.

std::vector<Author> AuthorStore::list(const PageNumber& page) {
    return db_.query<Author>("select id, name, born from authors order by name limit :limit offset :offset",
                             {{"limit", page.size()}, {"offset", page.offset()}});
}

std::size_t AuthorStore::count() { return db_.query_one<std::size_t>("select count(*) from authors").value(); }

std::optional<Author> AuthorStore::get(int id) {
    return db_.query_one<Author>("select id, name, born from authors where id = :id", {{"id", id}});
}

Author AuthorStore::add(const NewAuthor& author) {
    // Parameters::of gives every field of a model by its name: here :name and :born.
    return db_.query_one<Author>("insert into authors (name, born) values (:name, :born) returning id, name, born",
                                 Parameters::of(author)).value();
}

std::optional<Author> AuthorStore::replace(int id, const NewAuthor& author) {
    return db_.query_one<Author>("update authors set name = :name, born = :born where id = :id returning id, name, born",
                                 Parameters::of(author).with("id", id));
}

bool AuthorStore::remove(int id) { return db_.execute("delete from authors where id = :id", {{"id", id}}) != 0; }

namespace {

// A column called "author.name" fills the field `name` of the nested `author`.
const std::string select_books = R"(
    select books.id, title, year, isbn, tags, authors.id as "author.id", authors.name as "author.name",
           (select count(*) from reviews where book_id = books.id) as reviews,
           (select avg(stars) from reviews where book_id = books.id) as stars
    from books join authors on authors.id = author_id)";

const std::string that_match = R"(
    where (:q is null or instr(lower(title), lower(:q)) or instr(lower(authors.name), lower(:q)))
      and (:author is null or author_id = :author)
      and (:tag is null or exists (select 1 from json_each(tags) where value = :tag)))";

}  // namespace

std::vector<Book> BookStore::find(const BookSearch& search, const PageNumber& page) {
    return db_.query<Book>(select_books + that_match + " order by title, books.id limit :limit offset :offset",
                           Parameters::of(search).with("limit", page.size()).with("offset", page.offset()));
}

std::size_t BookStore::count(const BookSearch& search) {
    return db_.query_one<std::size_t>("select count(*) from books join authors on authors.id = author_id" + that_match,
                                      Parameters::of(search)).value();
}

std::optional<Book> BookStore::get(int id) {
    return db_.query_one<Book>(select_books + " where books.id = :id", {{"id", id}});
}

std::optional<NewBook> BookStore::draft(int id) {
    return db_.query_one<NewBook>("select title, author_id as author, year, isbn, tags from books where id = :id",
                                  {{"id", id}});
}

Book BookStore::add(const NewBook& book) {
    const auto id = db_.insert("insert into books (title, author_id, year, isbn, tags) "
                               "values (:title, :author, :year, :isbn, :tags)",
                               Parameters::of(book));
    return get(static_cast<int>(id)).value();
}

std::optional<Book> BookStore::replace(int id, const NewBook& book) {
    db_.execute("update books set title = :title, author_id = :author, year = :year, isbn = :isbn, tags = :tags "
                "where id = :id",
                Parameters::of(book).with("id", id));
    return get(id);
}

bool BookStore::remove(int id) { return db_.execute("delete from books where id = :id", {{"id", id}}) != 0; }

std::vector<Review> ReviewStore::list(int book, const PageNumber& page) {
    return db_.query<Review>("select id, reviewer, stars, text, written from reviews where book_id = :book "
                             "order by id limit :limit offset :offset",
                             {{"book", book}, {"limit", page.size()}, {"offset", page.offset()}});
}

std::size_t ReviewStore::count(int book) {
    return db_.query_one<std::size_t>("select count(*) from reviews where book_id = :book", {{"book", book}}).value();
}

std::optional<Review> ReviewStore::get(int book, int id) {
    return db_.query_one<Review>("select id, reviewer, stars, text, written from reviews where book_id = :book and id = :id",
                                 {{"book", book}, {"id", id}});
}

Review ReviewStore::add(int book, const std::string& reviewer, const NewReview& review) {
    return db_.query_one<Review>("insert into reviews (book_id, reviewer, stars, text) "
                                 "values (:book, :reviewer, :stars, :text) "
                                 "returning id, reviewer, stars, text, written",
                                 Parameters::of(review).with("book", book).with("reviewer", reviewer)).value();
}

void ReviewStore::remove(int id) { db_.execute("delete from reviews where id = :id", {{"id", id}}); }

std::optional<serval::User> UserStore::find(std::string_view name, std::string_view password) {
    const auto kept = db_.query_one<std::string>("select password from users where name = :name", {{"name", name}});
    // An unknown name costs as much time as a known one, so that the time does not tell which names there are.
    if (!serval::verify_password(password, kept.value_or(""))) return std::nullopt;
    return serval::User{.id = std::string{name}, .name = std::string{name}};
}

}  // namespace bookstore
