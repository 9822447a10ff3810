#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <serval/model/text_form.hpp>

namespace serval {

/** A universally unique identifier (RFC 9562): 16 octets, all zero to begin with. Ordered as its text is. */
class Uuid {
public:
    using Octets = std::array<std::uint8_t, 16>;

    /** The nil UUID. */
    constexpr Uuid() noexcept = default;
    constexpr explicit Uuid(const Octets& octets) noexcept : octets_{octets} {}
    /** @throws std::invalid_argument when `text` is none of the forms that `parse` reads. */
    explicit Uuid(std::string_view text);

    /** Read 32 hexadecimal digits of either case: hyphenated 8-4-4-4-12, or bare, or hyphenated after `urn:uuid:`.
        Braces and hyphens in other places are refused; every version and variant is accepted.
    */
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text) noexcept;

    /** A new version 4 UUID from OpenSSL's random source. Thread-safe.
        @throws std::runtime_error when the source has nothing to give.
    */
    [[nodiscard]] static Uuid random();
    /** A new version 7 UUID: `unix_milliseconds` first, so that later ones sort later, then 74 random bits.
        Those of one millisecond are in no order. Thread-safe. @throws as `random`.
    */
    [[nodiscard]] static Uuid time_ordered(std::uint64_t unix_milliseconds);

    [[nodiscard]] constexpr const Octets& octets() const noexcept { return octets_; }
    /** The version field (RFC 9562 §4.2): 4 for a random one. */
    [[nodiscard]] constexpr unsigned version() const noexcept { return octets_[6] >> 4; }
    [[nodiscard]] constexpr bool is_nil() const noexcept { return octets_ == Octets{}; }

    /** Hyphenated, in lower case. */
    [[nodiscard]] std::string to_string() const;

    friend constexpr bool operator==(const Uuid&, const Uuid&) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const Uuid&, const Uuid&) noexcept = default;

private:
    Octets octets_{};
};

template <>
struct TextForm<Uuid> {
    static bool parse(std::string_view text, Uuid& out) noexcept;
    static void format(const Uuid& value, std::string& out);
    static constexpr std::string_view format_name = "uuid";
    static constexpr std::string_view message = "Must be a valid UUID.";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "019370f5-5c00-7a4b-8a3c-2f5d6e7f8091";
};

}  // namespace serval

template <>
struct std::hash<serval::Uuid> {
    std::size_t operator()(const serval::Uuid& value) const noexcept;
};
