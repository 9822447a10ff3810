// expect: permit takes permissions
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.permit(none);
#else
    app.permit();
#endif
}
