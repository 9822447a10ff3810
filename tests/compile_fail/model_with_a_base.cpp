// expect: A model cannot have a base class: hold it as a member instead.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Thing {
    int id = 0;
};
struct Novel : Thing {
    int year = 0;
};

struct Book {
#ifdef CONTROL
    Thing thing{};
#else
    Novel novel{};
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
