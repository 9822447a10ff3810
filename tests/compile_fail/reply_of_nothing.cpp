// expect: Reply<T> holds what a handler can return: a model, a std::optional of one, Created<T>, NoContent, …
#include <serval/serialization/reply.hpp>

using namespace serval;

struct Handle {
    explicit Handle(int) {}
    ~Handle() {}
};

#ifdef CONTROL
Reply<int> reply{1};
#else
Reply<Handle> reply{Handle{1}};
#endif
