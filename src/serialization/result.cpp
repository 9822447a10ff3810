#include <serval/serialization/result.hpp>

#include <stdexcept>

namespace serval {

void Result<const char*>::write(const char* text, Rendering& out) {
    if (text == nullptr) throw std::logic_error{"a handler returned a null pointer for its text"};
    const std::string_view view{text};
    out.content(out.default_status(), type_of<std::string_view>(), &view);
}

}  // namespace serval
