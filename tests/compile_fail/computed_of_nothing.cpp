// expect: A computed field is made by a function that takes the object
#include <serval/model/type_of.hpp>

struct Book {
    int year = 0;

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.computed("age", [](const Book& book) { return 2000 - book.year; });
#else
        f.computed("age", [] { return 2000; });
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
