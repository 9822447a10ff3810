// expect: OneOf holds results: models, NoContent, Created<T>, and HttpErrors such as NotFound.
#include <serval/serialization/one_of.hpp>

using namespace serval;

#ifdef CONTROL
OneOf<int, NotFound> found() {
#else
OneOf<int, void*> found() {
#endif
    return 1;
}
