#include "controllers.hpp"

namespace bookstore {

using serval::link;

// Whatever talks to the database blocks its thread: `.blocking()` moves it to the worker pool, so that the server's own
// threads stay free for everybody else.

void AuthorController::routes(Routes<AuthorController>& r) {
    r.blocking();
    r.tag("authors");
    r.get<"">(&AuthorController::list).name("author-list").summary("List the authors by name");
    r.post<"">(&AuthorController::add).summary("Add an author");
    r.get<"/{id}">(&AuthorController::show).name("author-detail").summary("Show an author");
    r.put<"/{id}">(&AuthorController::replace).summary("Replace an author");
    r.delete_<"/{id}">(&AuthorController::remove).summary("Remove an author without books");
}

Page<Author> AuthorController::list(PageNumber page, Inject<AuthorStore> authors) {
    return Page<Author>{authors->list(page), authors->count(), page};
}

OneOf<Created<Author>, Conflict> AuthorController::add(Body<NewAuthor> author, Inject<AuthorStore> authors) {
    const Author added = authors->add(*author);
    return Created<Author>{added, link(&AuthorController::show, added.id)};   // with a Location header
}

std::optional<Author> AuthorController::show(Path<"id", int> id, Inject<AuthorStore> authors) { return authors->get(*id); }

OneOf<Author, NotFound, Conflict> AuthorController::replace(Path<"id", int> id, Body<NewAuthor> author, Inject<AuthorStore> authors) {
    const auto replaced = authors->replace(*id, *author);
    if (!replaced) return NotFound{};
    return *replaced;
}

OneOf<NoContent, NotFound, Conflict> AuthorController::remove(Path<"id", int> id, Inject<AuthorStore> authors) {
    if (!authors->remove(*id)) return NotFound{};
    return NoContent{};
}

void BookController::routes(Routes<BookController>& r) {
    r.blocking();
    r.tag("books");
    r.get<"">(&BookController::list).name("book-list").summary("Search the books, by title");
    r.post<"">(&BookController::add).summary("Add a book");
    r.get<"/{id}">(&BookController::show).name("book-detail").summary("Show a book");
    r.put<"/{id}">(&BookController::replace).summary("Replace a book");
    r.patch<"/{id}">(&BookController::change).summary("Change parts of a book");
    r.delete_<"/{id}">(&BookController::remove).summary("Remove a book and its reviews");
}

namespace {

/** What a model cannot know by itself is refused like what it can: with the place of the faulty value. */
void require_author(AuthorStore& authors, const NewBook& book) {
    if (!authors.get(book.author)) throw serval::ValidationFailed{"/author", "There is no such author.", "does_not_exist"};
}

}  // namespace

Page<Book> BookController::list(PageNumber page, QueryModel<BookSearch> search, Inject<BookStore> books) {
    return Page<Book>{books->find(*search, page), books->count(*search), page};
}

OneOf<Created<Book>, Conflict> BookController::add(Body<NewBook> book, Inject<BookStore> books,
                                                   Inject<AuthorStore> authors) {
    require_author(*authors, *book);
    const Book added = books->add(*book);
    return Created<Book>{added, link(&BookController::show, added.id)};
}

std::optional<Book> BookController::show(Path<"id", int> id, Inject<BookStore> books) { return books->get(*id); }

OneOf<Book, NotFound, Conflict> BookController::replace(Path<"id", int> id, Body<NewBook> book, Inject<BookStore> books,
                                                        Inject<AuthorStore> authors) {
    require_author(*authors, *book);
    const auto replaced = books->replace(*id, *book);
    if (!replaced) return NotFound{};
    return *replaced;
}

OneOf<Book, NotFound, Conflict> BookController::change(Path<"id", int> id, Body<Partial<NewBook>> changes,
                                                       Inject<BookStore> books, Inject<AuthorStore> authors) {
    auto book = books->draft(*id);
    if (!book) return NotFound{};
    changes->apply_to(*book);   // only what was given
    require_author(*authors, *book);
    return books->replace(*id, *book).value();
}

OneOf<NoContent, NotFound> BookController::remove(Path<"id", int> id, Inject<BookStore> books) {
    if (!books->remove(*id)) return NotFound{};
    return NoContent{};
}

void ReviewController::routes(Routes<ReviewController>& r) {
    r.blocking();
    r.tag("reviews");
    r.get<"">(&ReviewController::list).name("review-list").summary("List the reviews of a book");
    r.post<"">(&ReviewController::add).summary("Review a book, once");
    r.get<"/{id}">(&ReviewController::show).name("review-detail").summary("Show a review");
    r.delete_<"/{id}">(&ReviewController::remove).summary("Remove a review of one's own");
}

OneOf<Page<Review>, NotFound> ReviewController::list(Path<"book", int> book, PageNumber page, Inject<ReviewStore> reviews,
                                                     Inject<BookStore> books) {
    if (!books->get(*book)) return NotFound{};
    return Page<Review>{reviews->list(*book, page), reviews->count(*book), page};
}

OneOf<Created<Review>, NotFound, Conflict> ReviewController::add(Path<"book", int> book, Body<NewReview> review,
                                                                 CurrentUser who, Inject<ReviewStore> reviews,
                                                                 Inject<BookStore> books) {
    if (!books->get(*book)) return NotFound{};
    const Review added = reviews->add(*book, who->name, *review);
    return Created<Review>{added, link(&ReviewController::show, *book, added.id)};
}

std::optional<Review> ReviewController::show(Path<"book", int> book, Path<"id", int> id, Inject<ReviewStore> reviews) {
    return reviews->get(*book, *id);
}

OneOf<NoContent, NotFound, Forbidden> ReviewController::remove(Path<"book", int> book, Path<"id", int> id, CurrentUser who,
                                                               Inject<ReviewStore> reviews) {
    const auto review = reviews->get(*book, *id);
    if (!review) return NotFound{};
    if (review->reviewer != who->name) return Forbidden{"This is somebody else's review."};
    reviews->remove(*id);
    return NoContent{};
}

}  // namespace bookstore
