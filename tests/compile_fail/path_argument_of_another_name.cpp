// expect: A parameter of the pattern has no argument: for each {name} the handler takes a Path<"name", T>.
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

class Books {
public:
    static void routes(Routes<Books>& r) {
#ifdef CONTROL
        r.get<"/{id}">(&Books::show);
#else
        r.get<"/{number}">(&Books::show);
#endif
    }
    int show(Path<"id", int> id) { return *id; }
};

void mount(App& app) { app.mount<"/books", Books>(); }
