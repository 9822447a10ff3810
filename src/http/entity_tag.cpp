#include <serval/http/entity_tag.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "http/digest.hpp"

namespace serval {
namespace {

bool may_stand_in_tag(char c) noexcept {
    const auto octet = static_cast<unsigned char>(c);
    return octet > 0x20 && octet != '"' && octet != 0x7F;
}

bool is_opaque(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), may_stand_in_tag); }

}  // namespace

EntityTag::EntityTag(std::string opaque, bool is_weak) : opaque_{std::move(opaque)}, is_weak_{is_weak} {
    if (!is_opaque(opaque_)) throw std::invalid_argument{"an entity tag holds no quotes, blanks and control characters: " + opaque_};
}

std::optional<EntityTag> EntityTag::parse(std::string_view text) {
    const bool is_weak = text.starts_with("W/");   // case counts
    if (is_weak) text.remove_prefix(2);
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
    const std::string_view opaque = text.substr(1, text.size() - 2);
    if (!is_opaque(opaque)) return std::nullopt;
    return EntityTag{std::string{opaque}, is_weak};
}

EntityTag EntityTag::of(std::string_view content) { return EntityTag{detail::sha256_base64(content)}; }

std::string EntityTag::text() const { return (is_weak_ ? "W/\"" : "\"") + opaque_ + '"'; }

bool EntityTag::matches_strongly(const EntityTag& other) const noexcept {
    return !is_weak_ && !other.is_weak_ && opaque_ == other.opaque_;
}

}  // namespace serval
