// expect: two parameters of the route's pattern have the same name
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books/{id}/{page}">([](Path<"id", int> id, Path<"page", int> page) { return *id + *page; });
#else
    app.get<"/books/{id}/{id}">([](Path<"id", int> id) { return *id; });
#endif
}
