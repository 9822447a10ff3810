// expect: a route's pattern begins with "/"
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books">([] { return 1; });
#else
    app.get<"books">([] { return 1; });
#endif
}
