// expect: url_for takes one value for each parameter of the pattern
#include <serval/routing/url.hpp>

#ifdef CONTROL
const std::string url = serval::url_for<"/books/{id}/{page}">(5, 7);
#else
const std::string url = serval::url_for<"/books/{id}/{page}">(5);
#endif
