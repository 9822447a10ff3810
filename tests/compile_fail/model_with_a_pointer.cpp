// expect: A model cannot hold a pointer or a reference, as nobody could say who owns it
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    std::optional<int> year{};
#else
    int* year = nullptr;
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
