// expect: otherwise takes a value of the member's type, or a function that makes one
#include <serval/model/type_of.hpp>

struct Book {
    int year = 0;

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::year>().otherwise(1974);
#else
        f.on<&Book::year>().otherwise("1974");
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
