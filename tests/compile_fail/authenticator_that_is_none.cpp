// expect: authenticate takes authenticators
#include <serval/authentication/basic_auth.hpp>
#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
    const auto check = [](std::string_view, std::string_view) { return std::optional<User>{}; };
#ifdef CONTROL
    app.authenticate(BasicAuth{check});
#else
    app.authenticate(check);
#endif
}
