#include <serval/sql/errors.hpp>

#include <utility>

namespace serval::sql {
namespace {

std::string_view code_of(Constraint constraint) {
    switch (constraint) {
        case Constraint::unique: return "unique";
        case Constraint::foreign_key: return "foreign_key";
        case Constraint::check: return "check";
        case Constraint::not_null: return "not_null";
    }
    return "conflict";
}

std::string_view detail_of(Constraint constraint) {
    switch (constraint) {
        case Constraint::unique: return "There is one like this already.";
        case Constraint::foreign_key: return "It refers to something that is not there, or something refers to it.";
        case Constraint::check: return "It breaks a rule of what is stored.";
        case Constraint::not_null: return "It lacks something that is needed.";
    }
    return {};
}

}  // namespace

ConstraintError::ConstraintError(Constraint constraint, std::string subject)
    : Conflict{std::string{detail_of(constraint)}, std::string{code_of(constraint)}},
      constraint_{constraint},
      subject_{std::move(subject)} {}

}  // namespace serval::sql
