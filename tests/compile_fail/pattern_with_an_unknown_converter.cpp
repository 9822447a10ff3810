// expect: a converter is one of str, int, uuid, slug, path, or a regular expression
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books/{id:int}">([](Path<"id", int> id) { return *id; });
#else
    app.get<"/books/{id:integer}">([](Path<"id", int> id) { return *id; });
#endif
}
