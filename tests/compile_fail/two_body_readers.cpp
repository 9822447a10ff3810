// expect: Two parameters read the body: a body can be read once.
#include <serval/server/app.hpp>
#include <serval/validation/body.hpp>
#include <serval/validation/form.hpp>

using namespace serval;

struct Login {
    int pin = 0;
};

void routes(App& app) {
#ifdef CONTROL
    app.post<"/login">([](Form<Login> form) { return form->pin; });
#else
    app.post<"/login">([](Form<Login> form, Body<Login> body) { return form->pin + body->pin; });
#endif
}
