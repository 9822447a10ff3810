#include "http/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace serval::detail {
namespace {

bool is_ascii_block(const char* text) noexcept {
    std::uint64_t block = 0;
    std::memcpy(&block, text, sizeof block);
    return (block & 0x8080808080808080U) == 0;
}

bool continues(const char* at, int count) noexcept {
    for (int i = 1; i <= count; ++i) {
        if ((static_cast<unsigned char>(at[i]) & 0xC0) != 0x80) return false;
    }
    return true;
}

}  // namespace

std::size_t utf8_size(const char* at, const char* end) noexcept {
    const auto first = static_cast<unsigned char>(*at);
    if (first < 0x80) return 1;
    const auto second = end - at > 1 ? static_cast<unsigned char>(at[1]) : 0;
    if (first >= 0xC2 && first <= 0xDF) return (second & 0xC0) == 0x80 ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool fits = end - at >= 3 && continues(at, 2);
        return fits && (first != 0xE0 || second >= 0xA0) && (first != 0xED || second < 0xA0) ? 3 : 0;
    }
    const bool fits = first >= 0xF0 && first <= 0xF4 && end - at >= 4 && continues(at, 3);
    return fits && (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90) ? 4 : 0;
}

bool is_utf8(std::string_view text) noexcept {
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at != end;) {
        const bool plain = end - at >= 8 && is_ascii_block(at);
        const std::size_t size = plain ? 8 : utf8_size(at, end);
        if (size == 0) return false;
        at += size;
    }
    return true;
}

}  // namespace serval::detail
