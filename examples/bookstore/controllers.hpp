#pragma once

#include <serval/serval.hpp>

#include "stores.hpp"

// What the API offers. The parameters of a handler say where their values come from, its result says how it answers; both
// are checked when the program is compiled, and documented from the same lines.

namespace bookstore {

using serval::Body;
using serval::Conflict;
using serval::Created;
using serval::CurrentUser;
using serval::Forbidden;
using serval::Inject;
using serval::NoContent;
using serval::NotFound;
using serval::OneOf;
using serval::Page;
using serval::PageNumber;
using serval::Partial;
using serval::Path;
using serval::QueryModel;
using serval::Routes;

class AuthorController {
public:
    static void routes(Routes<AuthorController>& r);

    Page<Author> list(PageNumber page, Inject<AuthorStore> authors);
    // Nobody here returns a Conflict: the database throws it. To name it among the results is to document it.
    OneOf<Created<Author>, Conflict> add(Body<NewAuthor> author, Inject<AuthorStore> authors);
    std::optional<Author> show(Path<"id", int> id, Inject<AuthorStore> authors);   // nothing is a 404
    OneOf<Author, NotFound, Conflict> replace(Path<"id", int> id, Body<NewAuthor> author, Inject<AuthorStore> authors);
    OneOf<NoContent, NotFound, Conflict> remove(Path<"id", int> id, Inject<AuthorStore> authors);
};

class BookController {
public:
    static void routes(Routes<BookController>& r);

    Page<Book> list(PageNumber page, QueryModel<BookSearch> search, Inject<BookStore> books);
    OneOf<Created<Book>, Conflict> add(Body<NewBook> book, Inject<BookStore> books, Inject<AuthorStore> authors);
    std::optional<Book> show(Path<"id", int> id, Inject<BookStore> books);
    OneOf<Book, NotFound, Conflict> replace(Path<"id", int> id, Body<NewBook> book, Inject<BookStore> books,
                                            Inject<AuthorStore> authors);
    OneOf<Book, NotFound, Conflict> change(Path<"id", int> id, Body<Partial<NewBook>> changes, Inject<BookStore> books,
                                           Inject<AuthorStore> authors);
    OneOf<NoContent, NotFound> remove(Path<"id", int> id, Inject<BookStore> books);
};

class ReviewController {
public:
    static void routes(Routes<ReviewController>& r);

    OneOf<Page<Review>, NotFound> list(Path<"book", int> book, PageNumber page, Inject<ReviewStore> reviews,
                                       Inject<BookStore> books);
    OneOf<Created<Review>, NotFound, Conflict> add(Path<"book", int> book, Body<NewReview> review, CurrentUser who,
                                                   Inject<ReviewStore> reviews, Inject<BookStore> books);
    std::optional<Review> show(Path<"book", int> book, Path<"id", int> id, Inject<ReviewStore> reviews);
    OneOf<NoContent, NotFound, Forbidden> remove(Path<"book", int> book, Path<"id", int> id, CurrentUser who,
                                                 Inject<ReviewStore> reviews);
};

}  // namespace bookstore
