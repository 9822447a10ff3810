// expect: A parameter's type is one that can be read from text
#include <serval/server/app.hpp>
#include <serval/validation/cookie.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/x">([](Cookie<"what", int> what) { return *what; });
#else
    app.get<"/x">([](Cookie<"what", const char*> what) { return Text{*what}; });
#endif
}
