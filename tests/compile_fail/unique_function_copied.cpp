// expect: deleted
#include <serval/detail/unique_function.hpp>

serval::UniqueFunction<int()> handed_on(serval::UniqueFunction<int()>& owned) {
#ifdef CONTROL
    return std::move(owned);
#else
    return owned;
#endif
}
