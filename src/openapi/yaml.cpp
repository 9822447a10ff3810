#include "openapi/yaml.hpp"

#include <string_view>

namespace serval {
namespace {

using ErrorHandler = OrderedJson::error_handler_t;

/** A character that may stand in a JSON string as it is, but not in YAML, and its escape. */
struct Escape {
    std::string_view character;
    std::string_view escape;
};

constexpr Escape line_escapes[] = {
    {"\x7F", "\\x7F"}, {"\xE2\x80\xA8", "\\u2028"}, {"\xE2\x80\xA9", "\\u2029"}, {"\xEF\xBB\xBF", "\\uFEFF"},
    {"\xEF\xBF\xBE", "\\uFFFE"}, {"\xEF\xBF\xBF", "\\uFFFF"},
};

std::string_view escape_at(std::string_view rest) {
    for (const Escape& each : line_escapes) {
        if (rest.starts_with(each.character)) return each.escape;
    }
    return {};
}

/** The second octet of a control character of U+0080 to U+009F, in UTF-8. */
bool is_high_control(std::string_view rest) {
    return rest.size() >= 2 && rest[0] == '\xC2' && static_cast<unsigned char>(rest[1]) < 0xA0;
}

class YamlWriter {
public:
    std::string write(const OrderedJson& value) {
        if (is_block(value)) block(value, 0);
        else scalar(value), text_ += '\n';
        return std::move(text_);
    }

private:
    static bool is_block(const OrderedJson& value) { return value.is_structured() && !value.empty(); }

    void block(const OrderedJson& value, std::size_t depth) {
        if (value.is_array()) return list(value, depth);
        bool is_first = true;
        for (const auto& [key, member] : value.items()) {
            if (!is_first) indent(depth);
            is_first = false;
            quoted(OrderedJson(key));
            text_ += ':';
            if (is_block(member)) text_ += '\n', indent(depth + 1), block(member, depth + 1);
            else text_ += ' ', scalar(member), text_ += '\n';
        }
    }

    void list(const OrderedJson& items, std::size_t depth) {
        bool is_first = true;
        for (const OrderedJson& item : items) {
            if (!is_first) indent(depth);
            is_first = false;
            text_ += "- ";
            if (is_block(item)) block(item, depth + 1);
            else scalar(item), text_ += '\n';
        }
    }

    void indent(std::size_t depth) { text_.append(2 * depth, ' '); }

    void scalar(const OrderedJson& value) {
        if (value.is_string()) return quoted(value);
        const std::string written = value.dump();
        const auto exponent = written.find('e');
        // YAML 1.1 takes 1e+20 for a string; 1.0e+20 is a number to all.
        if (value.is_number_float() && exponent != std::string::npos && written.find('.') == std::string::npos) {
            text_.append(written, 0, exponent).append(".0").append(written, exponent);
        } else {
            text_ += written;
        }
    }

    void quoted(const OrderedJson& value) {
        const std::string json = value.dump(-1, ' ', false, ErrorHandler::replace);
        std::string_view rest = json;
        while (!rest.empty()) rest.remove_prefix(character(rest));
    }

    /** Writes the first character of `rest`, or an octet of it; gives how many octets that took. */
    std::size_t character(std::string_view rest) {
        if (const std::string_view escape = escape_at(rest); !escape.empty()) {
            text_ += escape;
            return rest.front() == '\x7F' ? 1 : 3;
        }
        if (is_high_control(rest)) {
            static constexpr std::string_view digits = "0123456789ABCDEF";
            const auto octet = static_cast<unsigned char>(rest[1]);
            text_.append("\\x").append(1, digits[octet >> 4]).append(1, digits[octet & 0xF]);
            return 2;
        }
        text_ += rest.front();
        return 1;
    }

    std::string text_;
};

}  // namespace

std::string to_yaml(const OrderedJson& value) { return YamlWriter{}.write(value); }

}  // namespace serval
