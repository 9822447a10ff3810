#include "transport/server_exchange.hpp"

#include "http/syntax.hpp"

namespace serval::detail {
namespace {

bool lists(std::string_view list, std::string_view option) noexcept {
    while (!list.empty()) {
        if (same_ignoring_case(trimmed(read_element(list, ',')), option)) return true;
    }
    return false;
}

}  // namespace

bool ServerExchange::may_upgrade() const {
    if (head.framing().http_1_0 || !content.is_complete() || !request.headers().contains("Upgrade")) return false;
    const auto options = request.headers().joined("Connection");
    return options && lists(*options, "upgrade");
}

}  // namespace serval::detail
