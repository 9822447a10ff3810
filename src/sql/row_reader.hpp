#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <serval/model/type_info.hpp>

namespace serval::sql::detail {

/** Makes models, or plain values, of a statement's rows. */
class RowReader {
public:
    /** Rows are appended to `list`, of `type`. @throws Error when a column has no field. */
    RowReader(const TypeInfo& type, void* list, const std::vector<std::string>& columns);

    /** Whether a column's field is a double or float: it takes a number, and all others text. */
    [[nodiscard]] bool takes_number(std::size_t column) const noexcept { return columns_[column].is_number; }
    /** What stands in a column of the row that comes next. A text is viewed until that row is taken. */
    void put_null(std::size_t column) noexcept { columns_[column].is_null = true; }
    void put(std::size_t column, double number) noexcept;
    void put(std::size_t column, std::string_view text) noexcept;
    /** Append the row whose columns have been put. @throws Error for a value that its field cannot hold. */
    void take();
    /** How many rows have been taken. */
    [[nodiscard]] std::size_t count() const noexcept { return count_; }

private:
    struct Column {
        std::string name;
        const TypeInfo* type = nullptr;   // of the field
        std::size_t offset = 0;           // of the field in the row's model
        bool is_number = false;
        bool is_null = true;
        double number = 0;
        std::string_view text{};
    };

    void fill(void* row);
    static void set(const Column& column, const TypeInfo& type, void* field);
    static void set_null(const Column& column, void* field);

    const TypeInfo& type_;
    void* list_;
    std::size_t count_ = 0;
    std::vector<Column> columns_;
};

}  // namespace serval::sql::detail
