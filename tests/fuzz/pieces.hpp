#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string_view>

namespace serval::fuzz {

/** Cuts a text at places that look arbitrary, but are the same each time: an input that was found is found again. */
class Pieces {
public:
    explicit Pieces(std::string_view text) : rest_{text}, random_{static_cast<std::uint32_t>(std::hash<std::string_view>{}(text))} {}

    [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }

    /** The next piece: a single octet as often as a longer one. */
    [[nodiscard]] std::string_view next() {
        const std::size_t longest = random_() % 2 == 0 ? 1 : 64;
        const std::string_view piece = rest_.substr(0, 1 + random_() % longest);
        rest_.remove_prefix(piece.size());
        return piece;
    }

private:
    std::string_view rest_;
    std::minstd_rand random_;
};

}  // namespace serval::fuzz
