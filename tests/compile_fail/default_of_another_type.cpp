// expect: otherwise(…) gives a value of the parameter's type.
#include <serval/server/app.hpp>
#include <serval/validation/query.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books">([](Query<"limit", int, otherwise(20)> limit) { return *limit; });
#else
    app.get<"/books">([](Query<"limit", int, otherwise("20")> limit) { return *limit; });
#endif
}
