// expect: The one thing that can be asked for beside a pattern is with_body.
#include <serval/server/app.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/search", with_body>([] { return 1; });
#else
    app.get<"/search", 5>([] { return 1; });
#endif
}
