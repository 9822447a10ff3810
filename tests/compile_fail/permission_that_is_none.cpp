// expect: permit takes permissions
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.permit(is_staff);
#else
    app.permit("is_staff");
#endif
}
