// expect: This rule is one of strings
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
    std::vector<std::string> tags{};

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::tags>().each().pattern("^[a-z]+$");
#else
        f.on<&Book::tags>().pattern("^[a-z]+$");
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
