#include "permission/refusal.hpp"

#include <utility>

#include <serval/problem/http_error.hpp>

namespace serval::detail {

void refuse(const Request& request, Verdict verdict) {
    if (user_of(request) == nullptr) throw Unauthorized{};
    if (verdict.message.empty()) throw Forbidden{};
    throw Forbidden{std::move(verdict.message), std::move(verdict.code)};
}

}  // namespace serval::detail
