// expect: on<…>() names a member of the model that is described
#include <serval/model/type_of.hpp>

struct Author {
    int born = 0;
};

struct Book {
    int year = 0;

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::year>().min(1450);
#else
        f.on<&Author::born>().min(1450);
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
