// expect: A model's describe is `static void describe(serval::Fields<Book>& f)`
#include <serval/model/type_of.hpp>

struct Book {
    int year = 0;

#ifdef CONTROL
    static
#endif
    void describe(serval::Fields<Book>& f) { f.on<&Book::year>().min(1450); }
};

const serval::TypeInfo& book = serval::type_of<Book>();
