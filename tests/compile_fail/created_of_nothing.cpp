// expect: Created<T> holds what was created: a model or another type with a JSON form.
#include <serval/server/app.hpp>
#include <serval/serialization/created.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.post<"/books">([] { return Created<int>{1, "/books/1"}; });
#else
    app.post<"/books">([]() -> Created<void> { throw 1; });
#endif
}
