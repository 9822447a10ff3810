// expect: A middleware is
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.use([](Request&, Next next) -> Task<Response> { co_return co_await next(); });
#else
    app.use([](Request&, Next) { return Response{}; });
#endif
}
