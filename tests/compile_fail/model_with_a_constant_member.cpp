// expect: A model's members are not const
#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    int year = 0;
#else
    const int year = 0;
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
