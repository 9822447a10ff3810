// expect: A parameter of the pattern has no argument: for each {name} the handler takes a Path<"name", T>.
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books/{id}">([](Path<"id", int> id) { return *id; });
#else
    app.get<"/books/{id}">([] { return 1; });
#endif
}
