#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/authentication/user.hpp>
#include <serval/pagination/page.hpp>
#include <serval/sql/connection.hpp>

#include "models.hpp"

// The SQL. A store is made for each request, on the request's own transaction (see app.cpp), so that whatever a request does
// counts as a whole or not at all. In tests a store takes a sql::Database just as well.

namespace bookstore {

class AuthorStore {
public:
    explicit AuthorStore(serval::sql::Connection& db) : db_{db} {}

    std::vector<Author> list(const serval::PageNumber& page);
    std::size_t count();
    std::optional<Author> get(int id);
    Author add(const NewAuthor& author);
    /** Nothing when there is no such author. */
    std::optional<Author> replace(int id, const NewAuthor& author);
    /** Whether there was one. @throws serval::sql::ConstraintError while there are books of theirs. */
    bool remove(int id);

private:
    serval::sql::Connection& db_;
};

class BookStore {
public:
    explicit BookStore(serval::sql::Connection& db) : db_{db} {}

    std::vector<Book> find(const BookSearch& search, const serval::PageNumber& page);
    std::size_t count(const BookSearch& search);
    std::optional<Book> get(int id);
    /** A book as it would be sent to us, to be changed. */
    std::optional<NewBook> draft(int id);
    /** @throws serval::sql::ConstraintError when there is one with this ISBN. */
    Book add(const NewBook& book);
    /** Nothing when there is no such book. @throws as `add`. */
    std::optional<Book> replace(int id, const NewBook& book);
    bool remove(int id);

private:
    serval::sql::Connection& db_;
};

class ReviewStore {
public:
    explicit ReviewStore(serval::sql::Connection& db) : db_{db} {}

    std::vector<Review> list(int book, const serval::PageNumber& page);
    std::size_t count(int book);
    std::optional<Review> get(int book, int id);
    /** @throws serval::sql::ConstraintError when the reviewer has reviewed it before. */
    Review add(int book, const std::string& reviewer, const NewReview& review);
    void remove(int id);

private:
    serval::sql::Connection& db_;
};

class UserStore {
public:
    explicit UserStore(serval::sql::Connection& db) : db_{db} {}

    /** Slow, as checking a password has to be. */
    std::optional<serval::User> find(std::string_view name, std::string_view password);

private:
    serval::sql::Connection& db_;
};

}  // namespace bookstore
