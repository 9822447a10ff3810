#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include <serval/model/type_info.hpp>

namespace serval::sql::detail {

/** Makes models, or plain values, of a statement's rows. */
class RowReader {
public:
    /** Rows are appended to `list`, of `type`. @throws Error when a column has no field. */
    RowReader(const TypeInfo& type, void* list, const std::vector<std::string>& columns);

    /** Have `statement` put its columns here. */
    void define(soci::statement& statement);
    /** Append the row that has just been fetched. @throws Error for a value that its field cannot hold. */
    void take();
    /** How many rows have been taken. */
    [[nodiscard]] std::size_t count() const noexcept { return count_; }

private:
    struct Column {
        std::string name;
        const TypeInfo* type = nullptr;   // of the field
        std::size_t offset = 0;           // of the field in the row's model
        soci::indicator indicator = soci::i_null;
        double number = 0;                // of a field that is a double or float
        std::string text{};               // of all others: SQLite's own conversions lose no digit of an integer
    };

    void fill(void* row);
    static void set(const Column& column, const TypeInfo& type, void* field);
    static void set_null(const Column& column, void* field);

    const TypeInfo& type_;
    void* list_;
    std::size_t count_ = 0;
    std::deque<Column> columns_;   // SOCI keeps pointers into it
};

}  // namespace serval::sql::detail
