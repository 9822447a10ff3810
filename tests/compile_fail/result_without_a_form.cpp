// expect: A handler returns a model or another type with a JSON form
#include <serval/server/app.hpp>

using namespace serval;

class Secret {
public:
    explicit Secret(int number) : number_{number} {}
    int number() const { return number_; }

private:
    int number_;
};

void routes(App& app) {
#ifdef CONTROL
    app.get<"/secret">([] { return Secret{1}.number(); });
#else
    app.get<"/secret">([] { return Secret{1}; });
#endif
}
