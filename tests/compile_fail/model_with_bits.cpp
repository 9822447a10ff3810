// expect: A std::vector<bool> keeps bits that cannot be pointed to: use std::deque<bool>.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Book {
#ifdef CONTROL
    std::vector<int> flags{};
#else
    std::vector<bool> flags{};
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
