// expect: A Form<T> reads a model: a plain struct whose fields can be read from text.
#include <serval/server/app.hpp>
#include <serval/validation/form.hpp>

using namespace serval;

struct Login {
    int pin = 0;
};

void routes(App& app) {
#ifdef CONTROL
    app.post<"/x">([](Form<Login> form) { return form->pin; });
#else
    app.post<"/x">([](Form<int> form) { return *form; });
#endif
}
