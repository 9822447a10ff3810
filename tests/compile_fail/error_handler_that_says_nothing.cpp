// expect: An error handler takes `const Error&`, and `const Request&` if it wants, and returns a Problem, a std::optional<Problem> or an HttpError.
#include <stdexcept>

#include <serval/server/app.hpp>

using namespace serval;

void policies(App& app) {
#ifdef CONTROL
    app.on_error<std::runtime_error>([](const std::runtime_error& error) { return Conflict{error.what()}; });
#else
    app.on_error<std::runtime_error>([](const std::runtime_error&) {});
#endif
}
