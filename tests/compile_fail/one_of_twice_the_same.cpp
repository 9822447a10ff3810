// expect: OneOf names the same alternative twice.
#include <serval/serialization/one_of.hpp>

using namespace serval;

#ifdef CONTROL
OneOf<int, NotFound> found(bool is_there) {
#else
OneOf<int, NotFound, int> found(bool is_there) {
#endif
    if (is_there) return 1;
    return NotFound{};
}
