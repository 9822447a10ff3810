#include <serval/permission/object_access.hpp>

#include <serval/problem/http_error.hpp>

#include "permission/refusal.hpp"

namespace serval {

std::optional<ObjectAccess> ObjectAccess::extract(Extraction& in) { return ObjectAccess{in.request()}; }

void ObjectAccess::describe(std::vector<Argument>& out) { out.push_back({.source = Argument::Source::access}); }

void ObjectAccess::refuse(Verdict verdict) const { detail::refuse(*request_, std::move(verdict)); }

void ObjectAccess::hide() { throw NotFound{}; }

}  // namespace serval
