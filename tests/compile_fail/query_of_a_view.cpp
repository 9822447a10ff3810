// expect: A parameter's type is one that can be read from text and keeps it
#include <serval/server/app.hpp>
#include <serval/validation/query.hpp>

using namespace serval;

void routes(App& app) {
#ifdef CONTROL
    app.get<"/books">([](Query<"q", std::string> q) { return q->size(); });
#else
    app.get<"/books">([](Query<"q", std::string_view> q) { return q->size(); });
#endif
}
