// expect (g++): static void serval::Method::refuse
// expect (clang++): must be initialized by a constant expression
#include <serval/http/method.hpp>

#ifdef CONTROL
constexpr serval::Method purge{"PURGE"};
#else
constexpr serval::Method purge{"PURGE ALL"};
#endif

static_assert(purge.name().size() > 1);
