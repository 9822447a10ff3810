#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <serval/model/text_form.hpp>

namespace serval {

enum class IpFamily : std::uint8_t { v4 = 4, v6 = 6 };

/** An IPv4 or IPv6 address without a port or a zone. Every IPv4 address sorts before every IPv6 address. */
class IpAddress {
public:
    using Octets = std::array<std::uint8_t, 16>;

    /** 0.0.0.0 */
    constexpr IpAddress() noexcept = default;
    constexpr explicit IpAddress(const std::array<std::uint8_t, 4>& octets) noexcept
        : octets_{octets[0], octets[1], octets[2], octets[3]} {}
    constexpr explicit IpAddress(const Octets& octets) noexcept : family_{IpFamily::v6}, octets_{octets} {}
    /** @throws std::invalid_argument when `text` is no address. */
    explicit IpAddress(std::string_view text);

    /** Read four decimal numbers without leading zeros, or any form of RFC 4291 §2.2. Zones and prefixes are refused. */
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text) noexcept;
    /** As the constructor, for one family only. @throws std::invalid_argument when `text` is no address of it. */
    [[nodiscard]] static IpAddress of_family(std::string_view text, IpFamily family);

    [[nodiscard]] constexpr IpFamily family() const noexcept { return family_; }
    /** The octets in network order: the first 4 count for IPv4 (the others are zero), all 16 for IPv6. */
    [[nodiscard]] constexpr const Octets& octets() const noexcept { return octets_; }

    /** The IPv4 address inside an IPv4-mapped one (`::ffff:10.0.0.1`), as a dual-stack socket reports it; otherwise itself. */
    [[nodiscard]] IpAddress unmapped() const noexcept;
    /** Whether it is in 127.0.0.0/8, mapped into IPv6 or not, or is ::1. */
    [[nodiscard]] bool is_loopback() const noexcept;

    /** The canonical text: dotted decimal, or RFC 5952's with IPv4-mapped addresses ending in dotted decimal. */
    [[nodiscard]] std::string to_string() const;

    friend constexpr bool operator==(const IpAddress&, const IpAddress&) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const IpAddress&, const IpAddress&) noexcept = default;

private:
    IpFamily family_ = IpFamily::v4;
    Octets octets_{};
};

/** An address of one family only: what a field that takes no other is declared as. */
template <IpFamily Family>
class IpAddressOf {
public:
    /** 0.0.0.0 or :: */
    constexpr IpAddressOf() noexcept = default;
    /** @throws std::invalid_argument when `text` is no address of the family. */
    explicit IpAddressOf(std::string_view text) : address_{IpAddress::of_family(text, Family)} {}

    /** Read as `IpAddress::parse` does; nothing for an address of the other family. */
    [[nodiscard]] static std::optional<IpAddressOf> parse(std::string_view text) noexcept {
        const std::optional<IpAddress> address = IpAddress::parse(text);
        if (!address || address->family() != Family) return std::nullopt;
        return IpAddressOf{*address};
    }

    [[nodiscard]] constexpr const IpAddress& address() const noexcept { return address_; }
    [[nodiscard]] std::string to_string() const { return address_.to_string(); }

    friend constexpr bool operator==(const IpAddressOf&, const IpAddressOf&) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const IpAddressOf&, const IpAddressOf&) noexcept = default;

private:
    constexpr explicit IpAddressOf(const IpAddress& address) noexcept : address_{address} {}

    IpAddress address_ = Family == IpFamily::v4 ? IpAddress{} : IpAddress{IpAddress::Octets{}};
};

using Ipv4Address = IpAddressOf<IpFamily::v4>;
using Ipv6Address = IpAddressOf<IpFamily::v6>;

/** The addresses that share a prefix: `10.0.0.0/8`, `fd00::/8`. What lists of trusted proxies are made of. */
class IpNetwork {
public:
    /** 0.0.0.0/0 */
    constexpr IpNetwork() noexcept = default;
    /** @throws std::invalid_argument when `text` is no network. */
    explicit IpNetwork(std::string_view text);

    /** Read an address, `/`, and how many leading bits count; an address alone is the network of just this one.
        A set bit behind the prefix (`10.1.0.0/8`) is refused: one of the two numbers is a slip.
    */
    [[nodiscard]] static std::optional<IpNetwork> parse(std::string_view text) noexcept;

    [[nodiscard]] constexpr const IpAddress& address() const noexcept { return address_; }
    [[nodiscard]] constexpr unsigned prefix_size() const noexcept { return prefix_size_; }

    /** Whether `address` lies in it; an IPv4-mapped address counts as the IPv4 address inside. */
    [[nodiscard]] bool contains(const IpAddress& address) const noexcept;

    [[nodiscard]] std::string to_string() const;

    friend constexpr bool operator==(const IpNetwork&, const IpNetwork&) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const IpNetwork&, const IpNetwork&) noexcept = default;

private:
    IpNetwork(const IpAddress& address, unsigned prefix_size) noexcept : address_{address}, prefix_size_{prefix_size} {}

    IpAddress address_;
    unsigned prefix_size_ = 0;
};

template <>
struct TextForm<IpAddress> {
    static bool parse(std::string_view text, IpAddress& out) noexcept;
    static void format(const IpAddress& value, std::string& out);
    static constexpr std::string_view format_name = "ip";
    static constexpr std::string_view message = "Enter a valid IPv4 or IPv6 address.";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "203.0.113.7";
};

/** The reading and writing half of the text form of an address of one family. */
template <IpFamily Family>
struct IpAddressOfForm {
    static bool parse(std::string_view text, IpAddressOf<Family>& out) noexcept {
        const auto value = IpAddressOf<Family>::parse(text);
        if (value) out = *value;
        return value.has_value();
    }
    static void format(const IpAddressOf<Family>& value, std::string& out) {
        TextForm<IpAddress>::format(value.address(), out);
    }
    static constexpr std::string_view code = "invalid";
};

template <>
struct TextForm<Ipv4Address> : IpAddressOfForm<IpFamily::v4> {
    static constexpr std::string_view format_name = "ipv4";
    static constexpr std::string_view message = "Enter a valid IPv4 address.";
    static constexpr std::string_view example = "203.0.113.7";
};

template <>
struct TextForm<Ipv6Address> : IpAddressOfForm<IpFamily::v6> {
    static constexpr std::string_view format_name = "ipv6";
    static constexpr std::string_view message = "Enter a valid IPv6 address.";
    static constexpr std::string_view example = "2001:db8::7";
};

}  // namespace serval

template <>
struct std::hash<serval::IpAddress> {
    std::size_t operator()(const serval::IpAddress& value) const noexcept;
};

template <serval::IpFamily Family>
struct std::hash<serval::IpAddressOf<Family>> {
    std::size_t operator()(const serval::IpAddressOf<Family>& value) const noexcept {
        return std::hash<serval::IpAddress>{}(value.address());
    }
};
