#include <serval/routing/pattern_syntax.hpp>

namespace serval {

std::string_view explain(PatternMistake mistake) noexcept {
    switch (mistake) {
        case PatternMistake::no_mistake: return "is well";
        case PatternMistake::no_leading_slash: return "does not begin with \"/\"";
        case PatternMistake::unbalanced_braces: return "has a brace without its partner";
        case PatternMistake::empty_name: return "has a parameter without a name";
        case PatternMistake::bad_name: return "has a parameter whose name is no identifier";
        case PatternMistake::repeated_name: return "has two parameters of the same name";
        case PatternMistake::unknown_converter: return "has an unknown converter (not str, int, uuid, slug, path or an expression)";
        case PatternMistake::tail_not_last: return "has a tail, {name:path}, that is not last and alone in its segment";
        case PatternMistake::adjacent_parameters: return "has two parameters without text between them";
        case PatternMistake::too_many_parameters: return "has more than 16 parameters";
        case PatternMistake::illegal_character: return "holds \"?\", \"#\", \"%\" or a control: patterns are written decoded";
        case PatternMistake::dead_segment: return "has a segment that is empty, \".\" or \"..\", which no request matches";
    }
    return "is well";
}

}  // namespace serval
