// expect: A Path argument has no default: where it is absent the route does not match.
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books/{id}">([](Path<"id", int, range(1, 9)> id) { return *id; });
#else
    app.get<"/books/{id}">([](Path<"id", int, range(1, 9), otherwise(1)> id) { return *id; });
#endif
}
