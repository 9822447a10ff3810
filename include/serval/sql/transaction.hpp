#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include <serval/sql/connection.hpp>
#include <serval/sql/database.hpp>

namespace serval::sql {

namespace detail {
class Lease;
}

/** What a transaction is for.

    A reader sees one state of the database throughout; PostgreSQL lets it write nothing. On SQLite a writer waits for other
    writers when it begins, where that is safe, and not in its midst. On PostgreSQL writers go on side by side, see what others have
    committed meanwhile, and wait where two of them change one row; `serializable` is for those of whom each has to count as if it
    had been alone, and of two that cannot, one fails: ServiceUnavailable. On SQLite every writer is like that.
*/
enum class Access : std::uint8_t { read, write, serializable };

/** Several statements of which all count or none. Rolled back when it goes, unless it was committed.

    Holds a session of the database from its first statement to its end. For one thread at a time. On PostgreSQL a statement that
    fails is the last one: those after it fail too, and so does the commit.
*/
class Transaction final : public Connection {
public:
    explicit Transaction(Database& database, Access access = Access::write) noexcept;
    ~Transaction() override;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /** Run any number of statements that take no values and give no rows: a schema. @throws as Connection does. */
    void script(std::string_view statements);
    /** End it well; the next statement begins another. Nothing when there was no statement. @throws as Connection does. */
    void commit();
    /** Take back every statement since it began. */
    void roll_back() noexcept;

    [[nodiscard]] Engine engine() const noexcept override;

    /** Commits; called by the pipeline. */
    void request_succeeded() { commit(); }

private:
    Outcome run(std::string_view sql, const Parameters& parameters, Rows rows) override;
    [[nodiscard]] detail::Lease& begun();

    Database& database_;
    Access access_;
    std::unique_ptr<detail::Lease> lease_;   // while it runs
};

}  // namespace serval::sql
