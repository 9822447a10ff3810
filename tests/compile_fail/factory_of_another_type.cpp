// expect: A factory returns what it is to make, or a pointer to it.
#include <serval/server/app.hpp>

using namespace serval;

struct Database {
    int size = 0;
};
struct Store {
    int size = 0;
};

void services(App& app) {
#ifdef CONTROL
    app.provide<Store>([] { return std::make_unique<Store>(); });
#else
    app.provide<Store>([] { return std::make_unique<Database>(); });
#endif
}
