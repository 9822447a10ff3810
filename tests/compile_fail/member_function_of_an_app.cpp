// expect: A member function is a handler in its class's routes(): mount the class as a controller.
#include <serval/server/app.hpp>

using namespace serval;

class Books {
public:
    static void routes(Routes<Books>& r) { r.get<"">(&Books::count); }
    int count() { return 1; }
};

void routes(App& app) {
#ifdef CONTROL
    app.mount<"/books", Books>();
#else
    app.get<"/books">(&Books::count);
#endif
}
