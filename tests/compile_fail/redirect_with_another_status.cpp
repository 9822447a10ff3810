// expect: A redirect has one of the statuses 301, 302, 303, 307 and 308.
#include <serval/serialization/redirect.hpp>

using namespace serval;

#ifdef CONTROL
RedirectTo<Status::found> answer{"/login"};
#else
RedirectTo<Status::ok> answer{"/login"};
#endif
