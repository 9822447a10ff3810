// expect: A status that has no content (1xx, 204, 304) goes with no body type: write Reply<NoContent, Status>, or another status.
#include <serval/serialization/reply.hpp>

using namespace serval;

#ifdef CONTROL
Reply<int, Status::accepted> reply{1};
#else
Reply<int, Status::no_content> reply{1};
#endif
