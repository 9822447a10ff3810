// expect: This rule is one of strings
#include <serval/server/app.hpp>
#include <serval/validation/query.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books">([](Query<"limit", int, range(1, 3)> limit) { return *limit; });
#else
    app.get<"/books">([](Query<"limit", int, length(1, 3)> limit) { return *limit; });
#endif
}
