#include <serval/model/values/ip_address.hpp>

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace serval {
namespace {

constexpr IpAddress::Octets mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t mapped_prefix_size = 12;

/** What inet_pton takes: text that ends in NUL, which a view does not. */
using Text = std::array<char, INET6_ADDRSTRLEN>;

template <std::size_t Size>
std::optional<IpAddress> parsed(int family, const Text& text) noexcept {
    std::array<std::uint8_t, Size> octets{};
    if (inet_pton(family, text.data(), octets.data()) != 1) return std::nullopt;
    return IpAddress{octets};
}

bool is_mapped(const IpAddress& address) noexcept {
    const auto& octets = address.octets();
    return address.family() == IpFamily::v6 &&
           std::equal(octets.begin(), octets.begin() + mapped_prefix_size, mapped_prefix.begin());
}

void append_number(std::string& out, unsigned number, int base) {
    std::array<char, 10> text;
    out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number, base).ptr);
}

void append_v4(const std::uint8_t* octets, std::string& out) {
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0) out += '.';
        append_number(out, octets[i], 10);
    }
}

using Groups = std::array<unsigned, 8>;

Groups groups_of(const IpAddress::Octets& octets) noexcept {
    Groups groups{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups[i] = static_cast<unsigned>(octets[2 * i] << 8U | octets[2 * i + 1]);
    }
    return groups;
}

struct Run {
    std::size_t at = 0;
    std::size_t size = 0;
};

/** The zeros that `::` stands for: the longest run of two or more, the first of equals (RFC 5952 §4.2). */
Run longest_zeros(const Groups& groups) noexcept {
    Run longest{groups.size(), 1};
    Run run;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        run = groups[i] == 0 ? Run{run.at, run.size + 1} : Run{i + 1, 0};
        if (run.size > longest.size) longest = run;
    }
    return longest;
}

void append_v6(const IpAddress::Octets& octets, std::string& out) {
    const Groups groups = groups_of(octets);
    const Run zeros = longest_zeros(groups);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == zeros.at) {
            out += "::";
            i += zeros.size - 1;
            continue;
        }
        if (i > 0 && i != zeros.at + zeros.size) out += ':';
        append_number(out, groups[i], 16);
    }
}

void append_text(const IpAddress& address, std::string& out) {
    if (address.family() == IpFamily::v4) return append_v4(address.octets().data(), out);
    if (!is_mapped(address)) return append_v6(address.octets(), out);
    out += "::ffff:";
    append_v4(address.octets().data() + mapped_prefix_size, out);
}

unsigned bits_of(IpFamily family) noexcept { return family == IpFamily::v4 ? 32 : 128; }

/** The octet at `index` with only those bits left that belong to a prefix of `prefix_size` bits. */
unsigned masked(const IpAddress& address, std::size_t index, unsigned prefix_size) noexcept {
    const int kept = std::clamp(static_cast<int>(prefix_size) - static_cast<int>(8 * index), 0, 8);
    return address.octets()[index] & (0xFF00U >> static_cast<unsigned>(kept) & 0xFFU);
}

bool is_network_address(const IpAddress& address, unsigned prefix_size) noexcept {
    for (std::size_t i = 0; i < address.octets().size(); ++i) {
        if (masked(address, i, prefix_size) != address.octets()[i]) return false;
    }
    return true;
}

bool read_prefix_size(std::string_view text, unsigned& size) noexcept {
    if (text.size() > 1 && text.front() == '0') return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    return error == std::errc{} && end == text.data() + text.size();
}

template <class T>
T required(std::string_view text, std::string_view what) {
    const std::optional<T> value = T::parse(text);
    if (!value) throw std::invalid_argument{"\"" + std::string{text} + "\" is no " + std::string{what}};
    return *value;
}

}  // namespace

IpAddress::IpAddress(std::string_view text) : IpAddress{required<IpAddress>(text, "IPv4 or IPv6 address")} {}

std::optional<IpAddress> IpAddress::parse(std::string_view text) noexcept {
    Text copy{};
    if (text.size() >= copy.size() || text.find('\0') != std::string_view::npos) return std::nullopt;
    std::copy(text.begin(), text.end(), copy.begin());
    return text.find(':') == std::string_view::npos ? parsed<4>(AF_INET, copy) : parsed<16>(AF_INET6, copy);
}

IpAddress IpAddress::of_family(std::string_view text, IpFamily family) {
    const IpAddress address{text};
    if (address.family() != family) {
        throw std::invalid_argument{"\"" + std::string{text} + "\" is not of the family " +
                                    (family == IpFamily::v4 ? "IPv4" : "IPv6")};
    }
    return address;
}

IpAddress IpAddress::unmapped() const noexcept {
    if (!is_mapped(*this)) return *this;
    return IpAddress{std::array<std::uint8_t, 4>{octets_[12], octets_[13], octets_[14], octets_[15]}};
}

bool IpAddress::is_loopback() const noexcept {
    static constexpr IpAddress v6_loopback{Octets{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};
    const IpAddress plain = unmapped();
    return plain.family() == IpFamily::v4 ? plain.octets_[0] == 127 : plain == v6_loopback;
}

std::string IpAddress::to_string() const {
    std::string out;
    append_text(*this, out);
    return out;
}

IpNetwork::IpNetwork(std::string_view text) : IpNetwork{required<IpNetwork>(text, "network like 10.0.0.0/8")} {}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) noexcept {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address) return std::nullopt;
    unsigned prefix_size = bits_of(address->family());
    if (slash != std::string_view::npos && !read_prefix_size(text.substr(slash + 1), prefix_size)) return std::nullopt;
    if (prefix_size > bits_of(address->family()) || !is_network_address(*address, prefix_size)) return std::nullopt;
    return IpNetwork{*address, prefix_size};
}

bool IpNetwork::contains(const IpAddress& address) const noexcept {
    const IpAddress candidate = address_.family() == IpFamily::v4 ? address.unmapped() : address;
    if (candidate.family() != address_.family()) return false;
    for (std::size_t i = 0; i < candidate.octets().size(); ++i) {
        if (masked(candidate, i, prefix_size_) != address_.octets()[i]) return false;
    }
    return true;
}

std::string IpNetwork::to_string() const {
    std::string out;
    append_text(address_, out);
    out += '/';
    append_number(out, prefix_size_, 10);
    return out;
}

bool TextForm<IpAddress>::parse(std::string_view text, IpAddress& out) noexcept {
    const auto value = IpAddress::parse(text);
    if (value) out = *value;
    return value.has_value();
}

void TextForm<IpAddress>::format(const IpAddress& value, std::string& out) { append_text(value, out); }

}  // namespace serval

std::size_t std::hash<serval::IpAddress>::operator()(const serval::IpAddress& value) const noexcept {
    const auto& octets = value.octets();
    const std::string_view text{reinterpret_cast<const char*>(octets.data()), octets.size()};
    return std::hash<std::string_view>{}(text) ^ static_cast<std::size_t>(value.family());
}
