#pragma once

#include <cstddef>
#include <string_view>

#include <soci/soci.h>

#include <serval/model/type_info.hpp>
#include <serval/sql/parameters.hpp>

namespace serval::sql::detail {

/** Run one statement; its rows are appended to `list`, of type `rows`, unless that is null. Returns how many there were.
    @throws as Connection does
*/
std::size_t run_statement(soci::session& session, std::string_view sql, const Parameters& parameters, const TypeInfo* rows,
                          void* list);

}  // namespace serval::sql::detail
