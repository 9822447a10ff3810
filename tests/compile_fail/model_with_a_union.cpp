// expect: A union cannot be a model: nothing tells which of its members is alive.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

union Number {
    int whole;
    double broken;
};

struct Book {
#ifdef CONTROL
    int whole = 0;
#else
    Number number{};
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
