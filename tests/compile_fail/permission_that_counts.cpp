// expect: A permission returns bool, Verdict, Task<bool> or Task<Verdict>: a refusal must never be forgotten.
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.permit(Permission{"asks for something", [](const Request& request) { return !request.path().empty(); }});
#else
    app.permit(Permission{"asks for something", [](const Request& request) { return request.path().size(); }});
#endif
}
