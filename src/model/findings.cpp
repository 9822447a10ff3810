#include "model/findings.hpp"

#include <fmt/format.h>

namespace serval::detail {
namespace {

void append_escaped(std::string& out, std::string_view name) {
    for (const char c : name) {
        if (c == '~') out += "~0";
        else if (c == '/') out += "~1";
        else out += c;
    }
}

std::string said(const FieldRules& rules, std::string_view code, std::string_view message, std::string_view limit) {
    for (const auto& [overridden, text] : rules.messages) {
        if (overridden != code) continue;
        const std::string slot = fmt::format("{{{}}}", code);
        const auto at = text.find(slot);
        return at == std::string::npos ? text : std::string{text}.replace(at, slot.size(), limit);
    }
    return std::string{message};
}

}  // namespace

std::string Trail::pointer() const {
    if (is_root()) return std::string{name_};
    std::string text = parent_->pointer();
    text += '/';
    if (is_index_) text += fmt::format_int{index_}.str();
    else append_escaped(text, name_);
    return text;
}

void Findings::add(const Trail& at, const FieldRules& rules, std::string_view code, std::string_view message,
                   std::string_view limit) {
    if (count_++ >= most_) return;
    errors_.push_back({place_, at.pointer(), std::string{code}, said(rules, code, message, limit)});
}

void Findings::replace(std::string code, std::string message) {
    errors_.resize(before_);
    errors_.push_back({place_, {}, std::move(code), std::move(message)});
    count_ = 1;
}

}  // namespace serval::detail
