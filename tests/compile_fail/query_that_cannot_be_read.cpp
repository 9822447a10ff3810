// expect: A parameter's type is one that can be read from text
#include <serval/server/app.hpp>
#include <serval/validation/query.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/x">([](Query<"what", int> what) { return *what; });
#else
    app.get<"/x">([](Query<"what", const char*> what) { return Text{*what}; });
#endif
}
