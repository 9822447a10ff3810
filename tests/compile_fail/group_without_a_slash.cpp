// expect: a route's pattern begins with "/"
#include <serval/server/app.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.group<"/v1">().get<"/books">([] { return 1; });
#else
    app.group<"v1">().get<"/books">([] { return 1; });
#endif
}
