#include "routing/segment.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "routing/path_text.hpp"

namespace serval::detail {
namespace {

using ConverterKind = Converter::Kind;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_hex(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_slug(char c) noexcept { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

bool is_integer(std::string_view value) noexcept {
    if (value.front() == '-') value.remove_prefix(1);
    return !value.empty() && std::all_of(value.begin(), value.end(), is_digit);
}

bool is_uuid(std::string_view value) noexcept {
    if (value.size() != 36) return false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool at_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (at_hyphen ? value[i] != '-' : !is_hex(value[i])) return false;
    }
    return true;
}

std::string expression_of(const Converter& converter) {
    switch (converter.kind) {
        case ConverterKind::integer: return "-?[0-9]+";
        case ConverterKind::uuid: return "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
        case ConverterKind::slug: return "[-0-9A-Za-z_]+";
        case ConverterKind::regex: return converter.expression;
        case ConverterKind::string:
        case ConverterKind::custom:
        case ConverterKind::path: return "(?s:.+)";
    }
    return {};
}

std::unique_ptr<const re2::RE2> compile(const std::string& expression) {
    auto compiled = std::make_unique<const re2::RE2>(expression, re2::RE2::Quiet);
    if (!compiled->ok()) throw PatternError{"RE2 refuses \"" + expression + "\": " + compiled->error()};
    return compiled;
}

/** One expression finds where one value ends and the next begins in linear time; trying all places by hand would not. */
std::string whole_expression(const std::vector<std::string>& texts, const std::vector<Parameter>& parameters) {
    std::string whole = re2::RE2::QuoteMeta(texts.front());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        // Each is tried alone first: "a)(b" must not become part of the whole.
        const std::string expression = expression_of(parameters[i].converter);
        compile(expression);
        whole += "(?P<serval_" + std::to_string(i) + ">" + expression + ")" + re2::RE2::QuoteMeta(texts[i + 1]);
    }
    return whole;
}

int rank_of(ConverterKind kind) noexcept {
    switch (kind) {
        case ConverterKind::integer:
        case ConverterKind::uuid:
        case ConverterKind::regex:
        case ConverterKind::custom: return 0;
        case ConverterKind::slug: return 1;
        case ConverterKind::string: return 2;
        case ConverterKind::path: return 3;
    }
    return 3;
}

}  // namespace

Segment::Segment(std::vector<std::string> texts, std::vector<Parameter> parameters)
    : texts_{std::move(texts)}, parameters_{std::move(parameters)} {
    if (parameters_.size() == 1 && parameters_.front().converter.kind == ConverterKind::regex) {
        expression_ = compile(parameters_.front().converter.expression);
    }
    if (parameters_.size() < 2) return;
    expression_ = compile(whole_expression(texts_, parameters_));
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        groups_.push_back(expression_->NamedCapturingGroups().at("serval_" + std::to_string(i)));
    }
}

Segment::~Segment() = default;

bool Segment::match(std::string_view text, Capture* captures) const {
    if (is_literal()) return text == texts_.front();
    return parameters_.size() == 1 ? match_single(text, captures) : match_several(text, captures);
}

bool Segment::match_single(std::string_view text, Capture* captures) const {
    const std::string_view before = texts_.front();
    const std::string_view after = texts_.back();
    if (text.size() <= before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after)) return false;
    const std::string_view value = text.substr(before.size(), text.size() - before.size() - after.size());
    captures[0] = {value.data(), value.size()};
    return accepts(parameters_.front(), value);
}

bool Segment::match_several(std::string_view text, Capture* captures) const {
    std::string restored{text};
    restore_slashes(restored);
    const int groups = expression_->NumberOfCapturingGroups() + 1;
    std::vector<re2::StringPiece> found(static_cast<std::size_t>(groups));
    if (!expression_->Match(restored, 0, restored.size(), re2::RE2::ANCHOR_BOTH, found.data(), groups)) return false;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const re2::StringPiece& value = found[static_cast<std::size_t>(groups_[i])];
        if (value.empty()) return false;
        captures[i] = {text.data() + (value.data() - restored.data()), value.size()};
        const Converter& converter = parameters_[i].converter;
        if (converter.kind == ConverterKind::custom && !converter.check({value.data(), value.size()})) return false;
    }
    return true;
}

bool Segment::accepts(const Parameter& parameter, std::string_view value) const {
    switch (parameter.converter.kind) {
        case ConverterKind::string:
        case ConverterKind::path: return true;
        case ConverterKind::integer: return is_integer(value);
        case ConverterKind::uuid: return is_uuid(value);
        case ConverterKind::slug: return std::all_of(value.begin(), value.end(), is_slug);
        case ConverterKind::regex:
        case ConverterKind::custom: break;
    }
    std::string restored;
    if (value.find(encoded_slash) != std::string_view::npos) {
        restored = value;
        restore_slashes(restored);
        value = restored;
    }
    if (parameter.converter.kind == ConverterKind::custom) return parameter.converter.check(value);
    return re2::RE2::FullMatch({value.data(), value.size()}, *expression_);
}

bool Segment::has_shape_of(const Segment& other) const noexcept {
    return texts_ == other.texts_ &&
           std::equal(parameters_.begin(), parameters_.end(), other.parameters_.begin(), other.parameters_.end(),
                      [](const Parameter& a, const Parameter& b) { return a.converter == b.converter; });
}

bool Segment::goes_before(const Segment& other) const noexcept {
    return rank() != other.rank() ? rank() < other.rank() : text_size() > other.text_size();
}

int Segment::rank() const noexcept {
    int lowest = rank_of(ConverterKind::path);
    for (const Parameter& parameter : parameters_) lowest = std::min(lowest, rank_of(parameter.converter.kind));
    return lowest;
}

std::size_t Segment::text_size() const noexcept {
    std::size_t size = 0;
    for (const std::string& text : texts_) size += text.size();
    return size;
}

bool Segment::is_greedy_expression() const noexcept {
    if (parameters_.size() != 1 || parameters_.front().converter.kind != ConverterKind::regex) return false;
    const std::string& expression = parameters_.front().converter.expression;
    return expression == ".+" || expression == ".*";
}

bool Segment::covers(const Segment& other) const noexcept {
    if (has_shape_of(other)) return true;
    const bool is_string = parameters_.size() == 1 && parameters_.front().converter.kind == ConverterKind::string;
    const bool takes_any = is_string || is_greedy_expression();
    if (!takes_any || other.is_tail()) return false;
    const bool leaves_value = !other.is_literal() || other.texts_.front().size() > text_size();
    return leaves_value && other.texts_.front().starts_with(texts_.front()) && other.texts_.back().ends_with(texts_.back());
}

}  // namespace serval::detail
