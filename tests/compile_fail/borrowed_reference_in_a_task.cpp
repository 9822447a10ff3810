// expect: A handler that returns a Task takes its arguments by value: what it borrows may be gone when it goes on.
#include <serval/server/app.hpp>
#include <serval/validation/body.hpp>

using namespace serval;

struct Book {
    int year = 0;
};

void routes(App& app) {
#ifdef CONTROL
    app.post<"/books">([](Body<Book> book) -> Task<int> { co_return book->year; });
#else
    app.post<"/books">([](const Body<Book>& book) -> Task<int> { co_return book->year; });
#endif
}
