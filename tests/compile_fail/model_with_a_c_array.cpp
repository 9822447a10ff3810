// expect: A model cannot hold a C array: use std::array or std::vector.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    std::array<int, 3> years{};
#else
    int years[3] = {};
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
