// expect: each() is for the items of a list and the values of a map.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
    int year = 0;

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::year>().min(1);
#else
        f.on<&Book::year>().each().min(1);
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
