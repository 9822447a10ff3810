// expect: A model cannot hold a smart pointer
#include <memory>
#include <optional>

#include <serval/model/type_of.hpp>

struct Author {
    int born = 0;
};

struct Book {
#ifdef CONTROL
    std::optional<Author> author{};
#else
    std::unique_ptr<Author> author{};
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
