#include <serval/http/query.hpp>

#include <algorithm>

#include "http/percent_append.hpp"
#include "http/utf8.hpp"

namespace serval {
namespace {

std::optional<QueryFault> append_decoded(std::string& out, std::string_view text) {
    const std::size_t at = out.size();
    if (!detail::append_decoded(out, text, Plus::space)) return QueryFault::malformed_percent;
    if (!detail::is_utf8(std::string_view{out}.substr(at))) return QueryFault::not_utf8;
    return std::nullopt;
}

}  // namespace

std::string_view describe(QueryFault fault) noexcept {
    switch (fault) {
        case QueryFault::malformed_percent: return "A \"%\" is not followed by two hexadecimal digits.";
        case QueryFault::not_utf8: return "The parameters are not UTF-8.";
        case QueryFault::too_many: return "There are too many parameters.";
    }
    return {};
}

Parsed<QueryParameters, QueryFault> QueryParameters::parse(std::string_view text, std::size_t limit) {
    QueryParameters result;
    result.text_.reserve(text.size());
    result.slots_.reserve(4);
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        if (pair.empty()) continue;
        if (result.size() == limit) return QueryFault::too_many;
        if (const auto fault = result.read_pair(pair)) return *fault;
    }
    return result;
}

std::optional<QueryFault> QueryParameters::read_pair(std::string_view pair) {
    const auto name_end = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(name_end + 1, pair.size()));
    Slot slot{text_.size(), 0, 0};
    if (const auto fault = append_decoded(text_, pair.substr(0, name_end))) return fault;
    slot.name_size = text_.size() - slot.at;
    if (const auto fault = append_decoded(text_, value)) return fault;
    slot.value_size = text_.size() - slot.at - slot.name_size;
    slots_.push_back(slot);
    return std::nullopt;
}

std::optional<std::string_view> QueryParameters::find(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < size(); ++i) {
        if (at(i).name == name) return at(i).value;
    }
    return std::nullopt;
}

std::optional<std::string_view> QueryParameters::find_last(std::string_view name) const noexcept {
    for (std::size_t i = size(); i-- > 0;) {
        if (at(i).name == name) return at(i).value;
    }
    return std::nullopt;
}

std::vector<std::string_view> QueryParameters::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (std::size_t i = 0; i < size(); ++i) {
        if (at(i).name == name) values.push_back(at(i).value);
    }
    return values;
}

QueryParameters::Slot QueryParameters::append(std::string_view name, std::string_view value) {
    // The arguments may be views into text_ itself, which growing would move.
    const std::string pair = std::string{name}.append(value);
    text_ += pair;
    return {text_.size() - pair.size(), name.size(), value.size()};
}

QueryParameters& QueryParameters::add(std::string_view name, std::string_view value) {
    slots_.push_back(append(name, value));
    return *this;
}

QueryParameters& QueryParameters::set(std::string_view name, std::string_view value) {
    const Slot fresh = append(name, value);
    const auto first = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return name_of(slot) == name_of(fresh); });
    if (first == slots_.end()) {
        slots_.push_back(fresh);
        return *this;
    }
    *first = fresh;
    slots_.erase(std::remove_if(first + 1, slots_.end(), [&](const Slot& slot) { return name_of(slot) == name_of(fresh); }), slots_.end());
    return *this;
}

bool QueryParameters::remove(std::string_view name) {
    return std::erase_if(slots_, [&](const Slot& slot) { return name_of(slot) == name; }) != 0;
}

std::string QueryParameters::to_string() const {
    std::string result;
    for (std::size_t i = 0; i < size(); ++i) {
        if (i != 0) result += '&';
        detail::append_encoded(result, at(i).name, UrlPart::query);
        result += '=';
        detail::append_encoded(result, at(i).value, UrlPart::query);
    }
    return result;
}

}  // namespace serval
