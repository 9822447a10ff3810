#include "sql/open_sessions.hpp"

#include "sql/sqlite/sqlite_session.hpp"

namespace serval::sql::detail {

bool is_postgres_url(std::string_view path) noexcept { return path.starts_with("postgresql://") || path.starts_with("postgres://"); }

std::vector<std::unique_ptr<Session>> open_sessions(const DatabaseOptions& options) {
    if (is_postgres_url(options.path)) return postgres::open_sessions(options);
    std::vector<std::unique_ptr<Session>> sessions;
    for (std::size_t i = 0; i < options.sessions; ++i) sessions.push_back(std::make_unique<sqlite::SqliteSession>(options));
    return sessions;
}

}  // namespace serval::sql::detail
