// expect: A GET, HEAD or DELETE request has no body by the standard (RFC 9110, section 9.3): write get<"/x", with_body>
#include <serval/server/app.hpp>
#include <serval/validation/body.hpp>

using namespace serval;

struct Search {
    int year = 0;
};

void routes(App& app) {
#ifdef CONTROL
    app.head<"/search", with_body>([](Body<Search> search) { return search->year; });
#else
    app.head<"/search">([](Body<Search> search) { return search->year; });
#endif
}
