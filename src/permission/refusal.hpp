#pragma once

#include <serval/permission/permission.hpp>

namespace serval::detail {

/** End the request, since a permission does not allow it.

    Whom nobody knows is asked to say who it is; the permission's words are for those who are known (PERM-05).
    @throws Unauthorized, Forbidden
*/
[[noreturn]] void refuse(const Request& request, Verdict verdict);

}  // namespace serval::detail
