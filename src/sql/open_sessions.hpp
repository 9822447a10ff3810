#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <serval/sql/database.hpp>

#include "sql/session.hpp"

namespace serval::sql {

namespace detail {

[[nodiscard]] bool is_postgres_url(std::string_view path) noexcept;

/** As many as the options say, each open. @throws Error */
[[nodiscard]] std::vector<std::unique_ptr<Session>> open_sessions(const DatabaseOptions& options);

}  // namespace detail

namespace postgres {

/** The same of PostgreSQL. A Serval that was built without it has one that only throws. @throws Error */
[[nodiscard]] std::vector<std::unique_ptr<detail::Session>> open_sessions(const DatabaseOptions& options);

}  // namespace postgres

}  // namespace serval::sql
