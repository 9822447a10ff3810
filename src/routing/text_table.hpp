#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace serval::detail {

/** Numbers by text, found in one hash and, nearly always, one comparison. Its keys come from the program, not from clients,
    so that nobody can choose them to collide.
*/
class TextTable {
public:
    static constexpr std::uint32_t none = 0xffff'ffff;

    /** The number kept for `text`, or `none`. */
    [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept;

    /** Keep `number` for `text`, which has none yet. */
    void insert(std::string_view text, std::uint32_t number);

    /** All numbers, in no order. */
    [[nodiscard]] std::vector<std::uint32_t> numbers() const;

private:
    struct Slot {
        std::string text;
        std::uint32_t hash = 0;
        std::uint32_t number = none;
    };

    void place(Slot slot);
    void grow();

    std::vector<Slot> slots_;   // a power of two of them, at most half in use
    std::size_t mask_ = 0;      // their number less one
    std::size_t used_ = 0;
};

}  // namespace serval::detail
