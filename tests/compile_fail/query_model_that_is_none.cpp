// expect: A QueryModel<T> reads a model: a plain struct whose fields can be read from text.
#include <serval/server/app.hpp>
#include <serval/validation/query_model.hpp>

using namespace serval;

struct Filter {
    int year = 0;
};

void routes(App& app) {
#ifdef CONTROL
    app.get<"/x">([](QueryModel<Filter> filter) { return filter->year; });
#else
    app.get<"/x">([](QueryModel<int> year) { return *year; });
#endif
}
