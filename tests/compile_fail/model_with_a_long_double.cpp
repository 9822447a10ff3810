// expect: A model's numbers are bool, integers of up to 64 bits, float and double; this is another one.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    double price = 0;
#else
    long double price = 0;
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
