// expect: A Path argument of the handler has no {name} in the pattern.
#include <serval/server/app.hpp>
#include <serval/validation/path.hpp>

using namespace serval;

void routes(App& app) {
    auto shops = app.group<"/shops/{shop}">();
#ifdef CONTROL
    shops.get<"/{id}">([](Path<"shop", int> shop, Path<"id", int> id) { return *shop + *id; });
#else
    shops.get<"/{id}">([](Path<"store", int> store, Path<"id", int> id) { return *store + *id; });
#endif
}
