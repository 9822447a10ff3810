// expect: a brace in the route's pattern has no partner
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books/{id}">([](Path<"id", int> id) { return *id; });
#else
    app.get<"/books/{id">([](Path<"id", int> id) { return *id; });
#endif
}
