#include "routing/text_table.hpp"

#include <cstring>
#include <utility>

namespace serval::detail {
namespace {

constexpr std::uint64_t multiplier = 0x9e37'79b9'7f4a'7c15;

template <class Word>
std::uint64_t load(const char* at) noexcept {
    Word word;
    std::memcpy(&word, at, sizeof(word));
    return word;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) noexcept {
    hash = (hash ^ word) * multiplier;
    return hash ^ (hash >> 32U);
}

/** The last octets are loaded in words that overlap those before them: no loop over single octets, no read past the end. */
std::uint32_t hash_of(std::string_view text) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::uint64_t hash = text.size() * multiplier;
    if (text.size() >= 8) {
        for (; end - at > 8; at += 8) hash = mix(hash, load<std::uint64_t>(at));
        hash = mix(hash, load<std::uint64_t>(end - 8));
    } else if (text.size() >= 4) {
        hash = mix(hash, load<std::uint32_t>(at) << 32U | load<std::uint32_t>(end - 4));
    } else {
        for (; at != end; ++at) hash = mix(hash, static_cast<unsigned char>(*at));
    }
    return static_cast<std::uint32_t>(mix(hash, 0));
}

}  // namespace

std::uint32_t TextTable::find(std::string_view text) const noexcept {
    if (used_ == 0) return none;
    const std::uint32_t hash = hash_of(text);
    for (std::size_t i = hash & mask_;; i = (i + 1) & mask_) {
        const Slot& slot = slots_[i];
        if (slot.number == none || (slot.hash == hash && slot.text == text)) return slot.number;
    }
}

void TextTable::insert(std::string_view text, std::uint32_t number) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    place({std::string{text}, hash_of(text), number});
    ++used_;
}

std::vector<std::uint32_t> TextTable::numbers() const {
    std::vector<std::uint32_t> numbers;
    for (const Slot& slot : slots_) {
        if (slot.number != none) numbers.push_back(slot.number);
    }
    return numbers;
}

void TextTable::place(Slot slot) {
    std::size_t i = slot.hash & mask_;
    while (slots_[i].number != none) i = (i + 1) & mask_;
    slots_[i] = std::move(slot);
}

void TextTable::grow() {
    std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 2 : 2 * slots_.size()));
    mask_ = slots_.size() - 1;
    for (Slot& slot : old) {
        if (slot.number != none) place(std::move(slot));
    }
}

}  // namespace serval::detail
