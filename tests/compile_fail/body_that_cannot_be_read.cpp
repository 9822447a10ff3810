// expect: A Body<T> reads a model: a plain struct, or another type that JSON can be read into.
#include <serval/server/app.hpp>
#include <serval/validation/body.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.post<"/x">([](Body<int> body) { return *body; });
#else
    app.post<"/x">([](Body<int*> body) { return **body; });
#endif
}
