#include "authentication/realm.hpp"

#include <stdexcept>

namespace serval {

void check_realm(std::string_view realm) {
    if (realm.find_first_of("\"\\\r\n") == std::string_view::npos) return;
    throw std::invalid_argument{"a realm stands between quotes in a header: it cannot hold quotes, backslashes or line breaks"};
}

}  // namespace serval
