#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include <serval/problem/http_error.hpp>

namespace serval::sql {

/** The database could not do what it was told, or the program told it wrongly: a client sees a 500.
    Its message holds the statement, never the values.
*/
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/** The rule of the schema that a statement broke. */
enum class Constraint : std::uint8_t { unique, foreign_key, check, not_null };

/** What was to be stored is at odds with what is there: 409, with the rule as its code ("unique", "foreign_key", …). */
class ConstraintError : public Conflict {
public:
    /** @param subject  What the database says is at fault: "books.isbn"; empty when it does not say. */
    ConstraintError(Constraint constraint, std::string subject);

    [[nodiscard]] Constraint constraint() const noexcept { return constraint_; }
    [[nodiscard]] const std::string& subject() const noexcept { return subject_; }

private:
    Constraint constraint_;
    std::string subject_;
};

}  // namespace serval::sql
