// expect: A model cannot hold a pointer or a reference, as nobody could say who owns it
#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    int year = 0;
#else
    int& year;
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
