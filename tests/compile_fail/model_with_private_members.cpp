// expect: This type is no aggregate (it has private members, constructors or virtual functions) and has no TextForm
#include <string>
#include <vector>

#include <serval/model/type_of.hpp>

struct Price {
    int cents = 0;
};

class Secret {
public:
    int number() const { return number_; }

private:
    int number_ = 0;
};

struct Book {
#ifdef CONTROL
    Price price{};
#else
    Secret secret{};
#endif
};

const serval::TypeInfo& book = serval::type_of<Book>();
