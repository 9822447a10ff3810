#include <serval/model/rules.hpp>

#include <re2/re2.h>

#include <stdexcept>

namespace serval {

struct TextPattern::Compiled {
    explicit Compiled(const std::string& source) : expression{source, RE2::Quiet} {}
    RE2 expression;
};

TextPattern::TextPattern(std::string_view source) : source_{source}, compiled_{std::make_shared<const Compiled>(source_)} {
    const RE2& expression = compiled_->expression;
    if (!expression.ok()) {
        throw std::invalid_argument{"\"" + source_ + "\" is no regular expression that RE2 takes: " + expression.error()};
    }
}

bool TextPattern::matches(std::string_view text) const {
    return RE2::PartialMatch(re2::StringPiece{text.data(), text.size()}, compiled_->expression);
}

}  // namespace serval
