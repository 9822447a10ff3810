// expect: A handler's parameter must say where its value comes from: write Path<"id", int>
#include <serval/server/app.hpp>
#include <serval/validation/query.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books">([](Query<"year", int> year) { return *year; });
#else
    app.get<"/books">([](int year) { return year; });
#endif
}
