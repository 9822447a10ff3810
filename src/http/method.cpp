#include <serval/http/method.hpp>

#include <stdexcept>
#include <string>

namespace serval {

bool Method::is_safe() const noexcept {
    return *this == get || *this == head || *this == options || *this == trace || *this == query;
}

bool Method::is_idempotent() const noexcept { return is_safe() || *this == put || *this == delete_; }

bool Method::expects_content() const noexcept {
    return !(*this == get || *this == head || *this == delete_ || *this == connect || *this == trace);
}

void Method::refuse(std::string_view name) {
    throw std::invalid_argument{"\"" + std::string{name} + "\" is no request method: a method is a token of at most " +
                                std::to_string(max_size) + " characters (RFC 9110, section 9.1)"};
}

}  // namespace serval
