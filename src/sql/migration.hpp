#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include <serval/sql/database.hpp>

#include "sql/session.hpp"

namespace serval::sql::detail {

/** How long a program that starts waits for another that changes the schema. */
inline constexpr std::chrono::minutes migration_wait{10};

/** Run those of `steps` that the database's count for `series` does not cover, all or none. @throws Error, and as Session does */
void migrate(Session& session, std::string_view series, std::span<const Step> steps);

}  // namespace serval::sql::detail
