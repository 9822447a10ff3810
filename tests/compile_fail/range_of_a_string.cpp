// expect: This rule is one of numbers
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
    std::string title{};

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::title>().length(1, 9);
#else
        f.on<&Book::title>().range(1, 9);
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
