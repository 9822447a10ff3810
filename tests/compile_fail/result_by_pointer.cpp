// expect: A handler returns a model or another type with a JSON form
#include <serval/server/app.hpp>

using namespace serval;

struct Book {
    int year = 0;
};

void routes(App& app) {
    static Book book;
#ifdef CONTROL
    app.get<"/book">([] { return book; });
#else
    app.get<"/book">([] { return &book; });
#endif
}
