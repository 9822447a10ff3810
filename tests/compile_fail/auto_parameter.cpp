// expect: A handler is a function, a member function, or a lambda whose parameters have named types: `auto` does not say where a value comes from.
#include <serval/server/app.hpp>
#include <serval/validation/query.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books">([](Query<"year", int> year) { return *year; });
#else
    app.get<"/books">([](auto year) { return *year; });
#endif
}
