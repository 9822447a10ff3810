#include "sql/statement.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <serval/sql/errors.hpp>

#include "sql/row_reader.hpp"
#include "sql/sqlite.hpp"

namespace serval::sql::detail {
namespace {

/** Values where SOCI finds them until the statement has run. */
class Bindings {
public:
    void bind(soci::statement& statement, const std::string& name, const Value& value) {
        Bound& bound = bound_.emplace_back();
        if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
            bound.integer = *integer;
            statement.exchange(soci::use(bound.integer, bound.indicator, name));
        } else if (const auto* const number = std::get_if<double>(&value)) {
            bound.number = *number;
            statement.exchange(soci::use(bound.number, bound.indicator, name));
        } else {
            if (const auto* const text = std::get_if<std::string>(&value)) bound.text = *text;
            else bound.indicator = soci::i_null;
            statement.exchange(soci::use(bound.text, bound.indicator, name));
        }
    }

private:
    struct Bound {
        long long integer = 0;
        double number = 0;
        std::string text{};
        soci::indicator indicator = soci::i_ok;
    };

    std::deque<Bound> bound_;
};

/** SQLite takes a parameter without a value for NULL; we take it for a mistake. */
void bind_all(soci::statement& statement, Bindings& bindings, const Parameters& parameters) {
    const std::vector<std::string> names = sqlite::parameter_names(statement);
    for (const std::string& name : names) {
        const Value* const value = parameters.find(name);
        if (value == nullptr) throw Error{fmt::format("there is no value for :{}", name)};
        bindings.bind(statement, name, *value);
    }
    for (const Parameter& parameter : parameters.given()) {
        const bool is_named = std::find(names.begin(), names.end(), parameter.name) != names.end();
        if (!is_named) throw Error{fmt::format("the value of :{} has no place", parameter.name)};
    }
}

std::size_t fetch_all(soci::statement& statement, const TypeInfo& rows, void* list) {
    RowReader reader{rows, list, sqlite::column_names(statement)};
    reader.define(statement);
    statement.define_and_bind();
    statement.execute();
    while (statement.fetch()) reader.take();
    return reader.count();
}

std::size_t run_prepared(soci::statement& statement, const Parameters& parameters, const TypeInfo* rows, void* list) {
    Bindings bindings;
    bind_all(statement, bindings, parameters);
    if (rows != nullptr) return fetch_all(statement, *rows, list);
    statement.define_and_bind();
    statement.execute(true);
    return 0;
}

}  // namespace

std::size_t run_statement(soci::session& session, std::string_view sql, const Parameters& parameters, const TypeInfo* rows,
                          void* list) {
    soci::statement statement{session};
    try {
        statement.alloc();
        statement.prepare(std::string{sql});
        if (!sqlite::rest_behind(statement, sql).empty()) throw Error{"there is more than one statement"};
        return run_prepared(statement, parameters, rows, list);
    } catch (const soci::soci_error&) {
        sqlite::fail(session, sql);
    } catch (const Error& error) {
        throw Error{fmt::format("{}: {}", error.what(), sql)};
    }
}

}  // namespace serval::sql::detail
