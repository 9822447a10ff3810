#include "sql/postgres/numbered_statement.hpp"

#include <algorithm>
#include <cstddef>

#include <serval/sql/errors.hpp>

namespace serval::sql::postgres {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/** Of a name's first character; what is not ASCII may stand in identifiers too. */
constexpr bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool continues_name(char c) { return starts_name(c) || is_digit(c); }

/** Reads SQL as PostgreSQL's lexer does (its documentation, §4.1), as far as it is about where a parameter can stand. */
class Numbering {
public:
    explicit Numbering(std::string_view sql) : sql_{sql} {}

    NumberedStatement take() && {
        while (at_ < sql_.size()) take_one();
        return std::move(out_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

    void take_one() {
        if (peek() == '-' && peek(1) == '-') return copy_until("\n", 2);
        if (peek() == '/' && peek(1) == '*') return copy_comment();
        if (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') return copy(1);
        if (is_over_ && peek() != ';') throw Error{"there is more than one statement"};
        switch (peek()) {
            case '\'': return copy_until("'", 1);
            case '"': return copy_until("\"", 1);
            case '$': return copy_dollar_quoted();
            case ';': is_over_ = true; return copy(1);
            case ':': return take_colon();
            default: return continues_name(peek()) ? copy_word() : copy(1);
        }
    }

    void copy(std::size_t count) {
        out_.sql.append(sql_.substr(at_, count));
        at_ += std::min(count, sql_.size() - at_);
    }

    /** Up to and with `end`, which is looked for behind the first `from` characters. What never ends is the server's to refuse. */
    void copy_until(std::string_view end, std::size_t from) {
        const auto found = sql_.find(end, std::min(at_ + from, sql_.size()));
        copy(found == std::string_view::npos ? sql_.size() - at_ : found + end.size() - at_);
    }

    /** They nest. */
    void copy_comment() {
        std::size_t depth = 0;
        do {
            const bool opens = peek() == '/' && peek(1) == '*';
            const bool closes = peek() == '*' && peek(1) == '/';
            depth += opens ? 1 : 0;
            depth -= closes ? 1 : 0;
            copy(opens || closes ? 2 : 1);
        } while (depth != 0 && at_ < sql_.size());
    }

    /** A name, a keyword or a number; in it a `$` begins nothing. The strings of E'…' know backslashes. */
    void copy_word() {
        const std::size_t begin = at_;
        while (continues_name(peek()) || peek() == '$') copy(1);
        const bool is_e = at_ - begin == 1 && (sql_[begin] == 'e' || sql_[begin] == 'E');
        if (is_e && peek() == '\'') copy_escape_string();
    }

    void copy_escape_string() {
        copy(1);
        while (at_ < sql_.size() && peek() != '\'') copy(peek() == '\\' ? 2 : 1);
        copy(1);
    }

    void copy_dollar_quoted() {
        if (is_digit(peek(1))) throw Error{"a statement's values stand in it as :name"};
        std::size_t length = 1;
        while (continues_name(peek(length))) ++length;
        if (peek(length) != '$') return copy(1);
        copy_until(sql_.substr(at_, length + 1), length + 1);
    }

    void take_colon() {
        if (peek(1) == ':' || peek(1) == '=') return copy(2);
        if (!starts_name(peek(1))) return copy(1);
        std::size_t length = 1;
        while (continues_name(peek(length))) ++length;
        out_.sql += '$';
        out_.sql += std::to_string(number_of(sql_.substr(at_ + 1, length - 1)));
        at_ += length;
    }

    std::size_t number_of(std::string_view name) {
        const auto known = std::find(out_.names.begin(), out_.names.end(), name);
        const auto index = static_cast<std::size_t>(known - out_.names.begin());
        if (known == out_.names.end()) out_.names.emplace_back(name);
        return index + 1;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    bool is_over_ = false;
    NumberedStatement out_;
};

}  // namespace

NumberedStatement number_parameters(std::string_view sql) { return Numbering{sql}.take(); }

}  // namespace serval::sql::postgres
