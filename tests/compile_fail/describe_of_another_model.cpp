// expect: A model's describe is `static void describe(serval::Fields<Book>& f)`
#include <serval/model/type_of.hpp>

struct Author {
    int born = 0;
};

struct Book {
    int year = 0;

#ifdef CONTROL
    static void describe(serval::Fields<Book>& f) { f.on<&Book::year>().min(1450); }
#else
    static void describe(serval::Fields<Author>& f) { f.on<&Author::born>().min(1450); }
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
