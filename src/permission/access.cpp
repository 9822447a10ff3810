#include <serval/permission/access.hpp>

#include <serval/problem/http_error.hpp>

#include "permission/refusal.hpp"

namespace serval {

std::optional<Access> Access::extract(Extraction& in) { return Access{in.request()}; }

void Access::describe(std::vector<Argument>& out) { out.push_back({.source = Argument::Source::access}); }

void Access::refuse(Verdict verdict) const { detail::refuse(*request_, std::move(verdict)); }

void Access::hide() { throw NotFound{}; }

}  // namespace serval
