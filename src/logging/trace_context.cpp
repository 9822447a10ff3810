#include <serval/logging/trace_context.hpp>

#include "logging/random_hex.hpp"

#include <algorithm>

namespace serval {
namespace {

// version "-" trace-id "-" parent-id "-" trace-flags: 2 + 1 + 32 + 1 + 16 + 1 + 2 characters.
constexpr std::size_t size_of_version_0 = 55;

bool is_hex(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_id(std::string_view text) noexcept { return is_hex(text) && text.find_first_not_of('0') != text.npos; }

unsigned digit(char c) noexcept { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }

bool has_valid_ending(std::string_view text) noexcept {
    if (text.substr(0, 2) == "00") return text.size() == size_of_version_0;
    return text.size() == size_of_version_0 || text[size_of_version_0] == '-';
}

/** The only field of that name; nothing when there is none or more than one. */
std::optional<std::string_view> only(const Headers& headers, std::string_view name) {
    std::optional<std::string_view> found;
    for (const Headers::Field field : headers) {
        if (!same_field_name(field.name, name)) continue;
        if (found) return std::nullopt;
        found = field.value;
    }
    return found;
}

std::string joined(const Headers& headers, std::string_view name) {
    std::string all;
    for (const Headers::Field field : headers) {
        if (!same_field_name(field.name, name)) continue;
        if (!all.empty()) all += ',';
        all += field.value;
    }
    return all;
}

}  // namespace

std::optional<TraceParent> TraceParent::parse(std::string_view text) noexcept {
    if (text.size() < size_of_version_0 || text[2] != '-' || text[35] != '-' || text[52] != '-') return std::nullopt;
    const std::string_view version = text.substr(0, 2);
    const std::string_view flags = text.substr(53, 2);
    if (!is_hex(version) || version == "ff" || !is_hex(flags) || !has_valid_ending(text)) return std::nullopt;
    const std::string_view trace_id = text.substr(3, 32);
    const std::string_view parent_id = text.substr(36, 16);
    if (!is_id(trace_id) || !is_id(parent_id)) return std::nullopt;
    return TraceParent{trace_id, parent_id, static_cast<std::uint8_t>(digit(flags[0]) << 4U | digit(flags[1]))};
}

TraceContext TraceContext::of(const Headers& headers) {
    TraceContext context;
    detail::fill_with_random_hex(context.span_id_);
    const auto field = only(headers, "traceparent");
    const auto parent = field ? TraceParent::parse(*field) : std::nullopt;
    if (!parent) {
        detail::fill_with_random_hex(context.trace_id_);
        return context;
    }
    std::copy(parent->trace_id.begin(), parent->trace_id.end(), context.trace_id_.begin());
    std::copy(parent->parent_id.begin(), parent->parent_id.end(), context.parent_id_.begin());
    context.has_parent_ = true;
    context.flags_ = parent->flags;
    std::string state = joined(headers, "tracestate");
    if (is_tracestate(state)) context.tracestate_ = std::move(state);
    return context;
}

TraceContext TraceContext::child() const {
    TraceContext context{*this};
    context.parent_id_ = span_id_;
    context.has_parent_ = true;
    detail::fill_with_random_hex(context.span_id_);
    return context;
}

std::string TraceContext::traceparent() const {
    std::string text{"00-"};
    text.append(trace_id()).append("-").append(span_id()).append(sampled() ? "-01" : "-00");
    return text;
}

void TraceContext::write_to(Headers& headers) const {
    headers.set("traceparent", traceparent());
    if (tracestate_.empty()) headers.remove("tracestate");
    else headers.set("tracestate", tracestate_);
}

}  // namespace serval
