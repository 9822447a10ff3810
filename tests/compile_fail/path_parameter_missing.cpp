// expect: A Path argument of the handler has no {name} in the pattern.
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books/{id}">([](Path<"id", int> id) { return *id; });
#else
    app.get<"/books">([](Path<"id", int> id) { return *id; });
#endif
}
