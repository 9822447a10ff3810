// expect: An enumeration without a fixed underlying type has no safe range to look for names in: write `enum class`, or give it a type.
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

enum class Colour { red };
enum Taste { sweet };

struct Book {
#ifdef CONTROL
    Colour colour = Colour::red;
#else
    Taste taste = sweet;
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
