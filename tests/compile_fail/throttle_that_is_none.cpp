// expect: throttle takes throttles
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.throttle(throttle::user("100/day"));
#else
    app.throttle("100/day");
#endif
}
