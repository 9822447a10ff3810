// expect: A model cannot hold a pointer or a reference, as nobody could say who owns it
#include <string>

#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    std::string title;
#else
    const std::string& title;
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
