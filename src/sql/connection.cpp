#include <serval/sql/connection.hpp>

#include <serval/sql/errors.hpp>

namespace serval::sql {

std::int64_t Connection::insert(std::string_view sql, const Parameters& parameters) {
    std::array<std::int64_t, 1> number{};
    const Outcome outcome = run(sql, parameters, {&type_of<std::array<std::int64_t, 1>>(), &number, true});
    if (outcome.rows == 1) return number[0];
    if (outcome.affected == 0) throw Error{"no row was inserted, so there is none to tell the number of: " + std::string{sql}};
    if (outcome.last_id.has_value()) return *outcome.last_id;
    throw Error{"PostgreSQL does not tell a new row's number by itself: end the statement with \"returning id\": " + std::string{sql}};
}

}  // namespace serval::sql
