// expect: A model's map has std::string for its keys
#include <map>
#include <string>

#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    std::map<std::string, int> pages{};
#else
    std::map<int, int> pages{};
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
