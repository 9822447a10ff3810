#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/model/type_of.hpp>
#include <serval/sql/parameters.hpp>

namespace serval::sql {

/** Whose SQL is spoken. */
enum class Engine : std::uint8_t { sqlite, postgresql };

namespace detail {

/** Where rows go: a list of models or values, an array for as many as may come, or nowhere. */
struct Rows {
    const TypeInfo* type = nullptr;
    void* list = nullptr;
    bool may_be_none = false;   // a statement that gives no rows will do
};

struct Outcome {
    std::size_t rows = 0;
    std::size_t affected = 0;
    std::optional<std::int64_t> last_id{};   // where the engine numbers rows by itself
};

}  // namespace detail

/** What SQL is said to: a `Transaction`, or a `Database` where each statement stands for itself.

    One statement at a time. Values stand in it as `:name` and are always bound, never spliced in; each name must have its
    value, and each value its name. All of it blocks: call it in `.blocking()` handlers.

    A row becomes a model by the names of its columns; "author.name" reaches into a nested model. Every column must have its
    field, a field without a column keeps its initialiser. A row of one column also becomes a plain value:
    `query_one<int>("select count(*) from books")`. Rules of `describe` are not checked: what is stored counts.

    @throws ConstraintError, Error; ServiceUnavailable when the database stays locked or is away, or no session is free; TimedOut
            when the statement takes too long; InsufficientStorage when there is no room.
*/
class Connection {
public:
    static constexpr bool blocks = true;   // the thread of whoever uses it: an endpoint that asks for one is .blocking()

    virtual ~Connection() = default;

    /** All rows. */
    template <Readable T>
    [[nodiscard]] std::vector<T> query(std::string_view sql, const Parameters& parameters = {}) {
        std::vector<T> rows;
        run(sql, parameters, {&type_of<std::vector<T>>(), &rows});
        return rows;
    }

    /** The row, or nothing when there is none. @throws Error when there are several. */
    template <Readable T>
    [[nodiscard]] std::optional<T> query_one(std::string_view sql, const Parameters& parameters = {}) {
        std::array<T, 1> row{};
        if (run(sql, parameters, {&type_of<std::array<T, 1>>(), &row}).rows == 0) return std::nullopt;
        return std::move(row[0]);
    }

    /** How many rows were inserted, changed or deleted. */
    std::size_t execute(std::string_view sql, const Parameters& parameters = {}) {
        return run(sql, parameters, {}).affected;
    }

    /** The same for an `insert` of one row; gives its number: what it returns, `insert into books … returning id`, or, where it
        returns nothing, the number that SQLite gave the row. @throws Error also when there is no number, or no new row.
    */
    std::int64_t insert(std::string_view sql, const Parameters& parameters = {});

    /** Whose SQL is spoken here, for what the engines do not say alike. */
    [[nodiscard]] virtual Engine engine() const noexcept = 0;

protected:
    using Rows = detail::Rows;
    using Outcome = detail::Outcome;

    virtual Outcome run(std::string_view sql, const Parameters& parameters, Rows rows) = 0;
};

}  // namespace serval::sql
