// expect: A validator takes the value and returns what is wrong with it, or nothing: std::optional<std::string>.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
    int year = 0;

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.on<&Book::year>().validate([](int year) { return year == 13 ? std::optional<std::string>{"No."} : std::nullopt; });
#else
        f.on<&Book::year>().validate([](int year) { return year != 13; });
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
