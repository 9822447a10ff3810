// expect: What stands behind a parameter's type are rules, such as range(1, 100), length(1, 20) or otherwise(20).
#include <serval/server/app.hpp>
#include <serval/validation/query.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books">([](Query<"limit", int, otherwise(20)> limit) { return *limit; });
#else
    app.get<"/books">([](Query<"limit", int, 20> limit) { return *limit; });
#endif
}
