#include "model/json_reader.hpp"

#include "model/octets.hpp"
#include "model/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace serval::detail {

bool JsonReader::enter() {
    if (depth_ == max_depth_) {
        fail("nested too deeply");
        return false;
    }
    ++depth_;
    ++at_;
    entered_ = true;
    return true;
}

bool JsonReader::next(char close) {
    const char c = peek();
    const bool first = entered_;
    entered_ = false;
    if (c == close) {
        ++at_;
        --depth_;
        return false;
    }
    if (first) return !failed() && c != '\0' ? true : (fail("the text ends too early"), false);
    if (c == ',') return ++at_, true;
    fail(c == '\0' ? "the text ends too early" : close == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
    return false;
}

std::string_view JsonReader::key() {
    if (peek() != '"') return fail("expected a name in double quotes"), std::string_view{};
    const std::string_view name = string();
    if (surrogate_ != 0) return fail("a name holds a lone surrogate"), std::string_view{};
    if (peek() != ':') return fail("expected ':'"), std::string_view{};
    ++at_;
    return name;
}

std::string_view JsonReader::string() {
    const char* const start = ++at_;
    surrogate_ = 0;
    at_ = skip_plain_octets(at_, end_);
    if (at_ == end_ || *at_ != '"') skip_plain();   // goes on beyond ASCII
    if (at_ == end_ || *at_ != '"') return unescape(start);
    return {start, static_cast<std::size_t>(at_++ - start)};
}

void JsonReader::skip_plain() noexcept {
    while (true) {
        at_ = skip_plain_octets(at_, end_);
        if (at_ == end_ || static_cast<unsigned char>(*at_) < 0x80) return;
        const std::size_t size = utf8_size(at_, end_);
        if (size == 0) return fail("invalid UTF-8");
        at_ += size;
    }
}

std::string_view JsonReader::unescape(const char* start) {
    scratch_.clear();
    while (true) {
        scratch_.append(start, at_);
        if (at_ == end_) return fail("a string has no end"), std::string_view{};
        if (*at_ == '"') break;
        if (*at_ != '\\') return fail("a control character in a string"), std::string_view{};
        if (!escape()) return {};
        start = at_;
        skip_plain();
    }
    ++at_;
    return scratch_;
}

bool JsonReader::escape() {
    static constexpr std::string_view letters = "\"\\/bfnrtu";
    static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (end_ - at_ < 2) return fail("a string has no end"), false;
    const auto which = letters.find(at_[1]);
    if (which == std::string_view::npos) return fail("an unknown escape in a string"), false;
    at_ += 2;
    if (which == meanings.size()) return unicode_escape();
    scratch_ += meanings[which];
    return true;
}

bool JsonReader::unicode_escape() {
    std::uint32_t unit = 0;
    if (!hex4(unit)) return false;
    const bool is_high = unit >= 0xD800 && unit <= 0xDBFF;
    if (is_high && end_ - at_ >= 2 && at_[0] == '\\' && at_[1] == 'u') {
        const char* const second = at_;
        std::uint32_t low = 0;
        at_ += 2;
        if (!hex4(low)) return false;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            return append_utf8(scratch_, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), true;
        }
        at_ = second;
    }
    if (unit >= 0xD800 && unit <= 0xDFFF && surrogate_ == 0) surrogate_ = unit;
    append_utf8(scratch_, unit);
    return true;
}

bool JsonReader::hex4(std::uint32_t& unit) {
    if (end_ - at_ < 4) return fail("\\u needs four hexadecimal digits"), false;
    for (int i = 0; i < 4; ++i, ++at_) {
        const char c = *at_;
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return fail("\\u needs four hexadecimal digits"), false;
        unit = unit * 16 + static_cast<std::uint32_t>(digit);
    }
    return true;
}

bool JsonReader::literal(std::string_view word) {
    if (std::string_view{at_, static_cast<std::size_t>(end_ - at_)}.substr(0, word.size()) != word) {
        return fail("expected a value"), false;
    }
    at_ += word.size();
    return true;
}

std::string_view JsonReader::skip() {
    const char c = peek();
    const char* const start = at_;
    switch (c) {
        case '{': skip_container('}'); break;
        case '[': skip_container(']'); break;
        case '"':
            string();
            if (surrogate_ != 0) fail("a lone surrogate in a string");
            break;
        case 't': literal("true"); break;
        case 'f': literal("false"); break;
        case 'n': literal("null"); break;
        default: number();
    }
    return failed() ? std::string_view{} : std::string_view{start, static_cast<std::size_t>(at_ - start)};
}

void JsonReader::skip_container(char close) {
    if (!enter()) return;
    while (next(close)) {
        if (close == '}') key();
        skip();
    }
}

void JsonReader::finish() {
    if (peek() != '\0' || at_ != end_) fail("more follows after the value");
}

void JsonReader::fail(const char* what) noexcept {
    if (failed()) return;
    wrong_ = what;
    wrong_at_ = at_;
    at_ = end_;
}

std::string JsonReader::error() const {
    const std::string_view before{begin_, static_cast<std::size_t>(wrong_at_ - begin_)};
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto line_start = before.rfind('\n');
    const auto column = line_start == std::string_view::npos ? before.size() + 1 : before.size() - line_start;
    return fmt::format("JSON parse error - {}, line {} column {}", wrong_, line, column);
}

}  // namespace serval::detail
