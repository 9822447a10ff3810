// expect: This rule is one of maps
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
    std::vector<int> years{};

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::years>().items(1, 9);
#else
        f.on<&Book::years>().properties(1, 9);
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
