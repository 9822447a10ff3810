// expect: A check takes the object and returns what is wrong with it, or nothing
#include <optional>
#include <string>

#include <serval/model/type_of.hpp>

struct Book {
    int year = 0;

    static void describe(serval::Fields<Book>& f) {
#ifdef CONTROL
        f.check([](const Book& book) { return book.year > 0 ? std::nullopt : std::optional<std::string>{"No."}; });
#else
        f.check([](const Book& book) { return book.year > 0; });
#endif
    }
};

const serval::TypeInfo& book = serval::type_of<Book>();
