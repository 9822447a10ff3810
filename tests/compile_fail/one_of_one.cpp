// expect: OneOf needs at least two alternatives.
#include <serval/serialization/one_of.hpp>

using namespace serval;

#ifdef CONTROL
OneOf<int, NotFound> found() {
#else
OneOf<int> found() {
#endif
    return 1;
}
