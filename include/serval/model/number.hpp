#pragma once

#include <concepts>
#include <cstdint>
#include <string>

namespace serval {

/** A bound of a numeric field: an integer of up to 64 bits of either sign, exactly, or a double. */
class Number {
public:
    template <std::signed_integral Integer>
    constexpr Number(Integer value) noexcept : form_{Form::negative_or_not}, signed_{value} {}
    template <std::unsigned_integral Integer>
    constexpr Number(Integer value) noexcept : form_{Form::natural}, unsigned_{value} {}
    constexpr Number(double value) noexcept : form_{Form::real}, real_{value} {}

    [[nodiscard]] bool is_integer() const noexcept { return form_ != Form::real; }
    [[nodiscard]] double as_double() const noexcept;
    /** As JSON has it: "120", "-0.5". */
    [[nodiscard]] std::string text() const;

    /** Exact between integers; as doubles otherwise. */
    friend bool operator<(const Number& a, const Number& b) noexcept;
    /** Whether `*this` is a whole multiple of `step`; between doubles within a relative error of 1e-9, so that 0.3 is one of 0.1. */
    [[nodiscard]] bool is_multiple_of(const Number& step) const noexcept;

private:
    enum class Form : std::uint8_t { negative_or_not, natural, real };

    [[nodiscard]] bool is_negative() const noexcept { return form_ == Form::negative_or_not && signed_ < 0; }
    [[nodiscard]] std::uint64_t magnitude() const noexcept;

    Form form_;
    union {
        std::int64_t signed_;
        std::uint64_t unsigned_;
        double real_;
    };
};

}  // namespace serval
