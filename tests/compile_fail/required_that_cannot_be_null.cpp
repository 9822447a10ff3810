// expect: This rule is one of members that can be null, a std::optional
#include <optional>

#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    std::optional<int> year{};
#else
    int year = 0;
#endif

    static void describe(serval::Fields<Book>& f) { f.on<&Book::year>().required(); }
};

const serval::TypeInfo& book = serval::type_of<Book>();
