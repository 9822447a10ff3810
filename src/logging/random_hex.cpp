#include "logging/random_hex.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <random>

namespace serval::detail {
namespace {

/** xoshiro256++ of Blackman and Vigna: 32 octets of state, a handful of instructions for 64 bits. */
class Generator {
public:
    Generator() {
        std::random_device seed;
        for (std::uint64_t& word : state_) word = std::uint64_t{seed()} << 32U | seed();
        state_[0] |= 1U;   // an all-zero state would stay one
    }

    std::uint64_t operator()() noexcept {
        const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

private:
    std::array<std::uint64_t, 4> state_{};
};

void write_hex(std::span<char, 16> digits, std::uint64_t bits) noexcept {
    for (char& digit : digits) {
        digit = "0123456789abcdef"[bits >> 60U];
        bits <<= 4U;
    }
}

}  // namespace

void fill_with_random_hex(std::span<char> digits) {
    static thread_local Generator generator;
    for (std::size_t at = 0; at + 16 <= digits.size(); at += 16) {
        std::uint64_t bits = generator();
        while (bits == 0) bits = generator();
        write_hex(digits.subspan(at).first<16>(), bits);
    }
}

}  // namespace serval::detail
