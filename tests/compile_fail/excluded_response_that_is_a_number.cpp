// expect: exclude_responses takes statuses
#include <serval/serval.hpp>

void leave_out(serval::App& app) {
#ifdef CONTROL
    app.exclude_responses(serval::Status::not_acceptable, serval::Status::not_found);
#else
    app.exclude_responses(406, 404);
#endif
}
