#include "model/names.hpp"

#include <serval/model/type_of.hpp>

namespace serval::detail {
namespace {

bool is_name_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/** The identifier that `text` ends with. */
std::string_view last_identifier(std::string_view text) noexcept {
    std::size_t first = text.size();
    while (first > 0 && is_name_character(text[first - 1])) --first;
    return text.substr(first);
}

struct Marks {
    std::string_view before;
    std::string_view after;
};

}  // namespace

// g++ writes {Pointer<0, int>{(& Ghost<Book>::object.Ghost<Book>::Holder::value.Book::year)}, …}, clang {{&object.value.year}, …}.
std::vector<std::string_view> member_names(std::string_view spelling) {
    static constexpr Marks gcc{"{(& ", ")}"};
    static constexpr Marks clang{"{&object.value.", "}"};
    const Marks& marks = spelling.find(clang.before) != std::string_view::npos ? clang : gcc;
    std::vector<std::string_view> names;
    for (auto at = spelling.find(marks.before); at != std::string_view::npos; at = spelling.find(marks.before, at)) {
        const auto end = spelling.find(marks.after, at);
        names.push_back(last_identifier(spelling.substr(0, end)));
        at = end;
    }
    return names;
}

// g++ writes {Color::red, (Color)1, …}, clang <Color::red, (Color)1, …>: an identifier right before a comma or the end is a name.
EnumInfo make_enum(std::string_view type, const char* spelling) {
    std::string_view text{spelling};
    text.remove_suffix(2);
    EnumInfo info{.type = type};
    for (std::int64_t value = 127; value >= 0; --value) {
        const auto comma = value > 0 ? text.rfind(", ") : std::string_view::npos;
        const std::string_view item = value > 0 ? text.substr(comma + 2) : text.substr(text.find_last_of("{<= ") + 1);
        const std::string_view name = last_identifier(item);
        const bool is_number = name.empty() || (name.front() >= '0' && name.front() <= '9');
        if (!is_number) info.names.insert(info.names.begin(), {name, value});
        if (value > 0) text = text.substr(0, comma);
    }
    return info;
}

std::string short_name(std::string_view type) {
    std::string name;
    for (std::size_t i = 0; i < type.size(); ++i) {
        if (type.substr(i, 2) == "::") name.resize(name.find_last_of("<,") + 1), ++i;
        else name += type[i];
    }
    const bool is_inside_function = name.find('(') != std::string::npos;
    return is_inside_function ? std::string{last_identifier(type)} : name;
}

std::string qualified_name(std::string_view type) {
    std::string name;
    for (std::size_t i = 0; i < type.size(); ++i) {
        if (type.substr(i, 2) == "::") name += '.', ++i;
        else if (is_name_character(type[i]) || type[i] == '-') name += type[i];
        else if (!name.empty() && name.back() != '_' && name.back() != '.') name += '_';
    }
    while (!name.empty() && (name.back() == '_' || name.back() == '.')) name.pop_back();
    return name;
}

}  // namespace serval::detail
