#include <serval/endpoint/handler.hpp>

#include <serval/validation/argument.hpp>

namespace serval {

std::vector<Argument> Handler::arguments() const {
    std::vector<Argument> all;
    describe(all);
    return all;
}

}  // namespace serval
