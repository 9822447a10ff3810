// expect: A factory is a function, or a lambda without `auto` parameters.
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
    app.provide<Store>([](Database& database) { return Store{database.size}; });
#else
    app.provide<Store>([](auto& database) { return Store{database.size}; });
#endif
}
