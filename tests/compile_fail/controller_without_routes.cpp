// expect: A controller has a public `static void routes(Routes<Controller>& r)` that names its endpoints.
#include <serval/server/app.hpp>

using namespace serval;

class Books {
public:
    int count() { return 1; }
#ifdef CONTROL
    static void routes(Routes<Books>& r) { r.get<"">(&Books::count); }
#endif
};

void routes(App& app) { app.mount<"/books", Books>(); }
