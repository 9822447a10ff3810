// expect: A factory that makes one instance for the app cannot take a Request&: use provide_per_request.
#include <serval/server/app.hpp>

using namespace serval;

struct Session {
    std::string path;
};

void services(App& app) {
    const auto make = [](Request& request) { return Session{std::string{request.path()}}; };
#ifdef CONTROL
    app.provide_per_request<Session>(make);
#else
    app.provide<Session>(make);
#endif
}
