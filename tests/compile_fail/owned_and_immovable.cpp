// expect: What the app is to own by value can be moved: hand in a std::shared_ptr to what cannot.
#include <mutex>

#include <serval/server/app.hpp>

using namespace serval;

struct Store {
    std::mutex mutex{};
};

void services(App& app) {
#ifdef CONTROL
    app.own(std::make_shared<Store>());
#else
    app.own(Store{});
#endif
}
