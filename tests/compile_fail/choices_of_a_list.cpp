// expect: The rule choices is one of single values
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
    std::vector<int> years{};

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::years>().each().choices({1, 2});
#else
        f.on<&Book::years>().choices({1, 2});
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
