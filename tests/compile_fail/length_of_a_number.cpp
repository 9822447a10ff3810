// expect: This rule is one of strings
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
    int year = 0;

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::year>().range(1450, 2100);
#else
        f.on<&Book::year>().length(1, 4);
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
