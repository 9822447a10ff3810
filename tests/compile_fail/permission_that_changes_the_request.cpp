// expect: permit takes permissions
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.permit(also([](const Request& request) { return request.method().is_safe(); }));
#else
    app.permit(also([](Request& request) { return request.method().is_safe(); }));
#endif
}
