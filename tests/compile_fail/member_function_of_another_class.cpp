// expect: A member function in routes() is one of the controller's own, or of a class that it is made from.
#include <serval/server/app.hpp>

using namespace serval;

class Shelf {
public:
    int count() { return 1; }
};

#ifdef CONTROL
class Books : public Shelf {
#else
class Books {
#endif
public:
    static void routes(Routes<Books>& r) { r.get<"">(&Shelf::count); }
};

void routes(App& app) { app.mount<"/books", Books>(); }
