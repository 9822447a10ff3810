// expect: A permission returns bool, Verdict, Task<bool> or Task<Verdict>: a refusal must never be forgotten.
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.permit([](const Request& request) { return request.method().is_safe(); });
#else
    app.permit([](const Request& request) { (void)request; });
#endif
}
