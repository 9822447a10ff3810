#include <serval/http/target.hpp>

#include <algorithm>
#include <array>

#include "http/syntax.hpp"
#include "http/target_reader.hpp"
#include "http/utf8.hpp"

namespace serval {
namespace {

using OctetSet = std::array<bool, 256>;

constexpr OctetSet octets(std::string_view all) {
    OctetSet set{};
    for (const char c : all) set[static_cast<unsigned char>(c)] = true;
    return set;
}

constexpr OctetSet host_octets = octets("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!$&'()*+;=");
constexpr OctetSet address_octets = octets("0123456789abcdefABCDEF:.");

std::size_t size_within(const OctetSet& set, std::string_view text) noexcept {
    std::size_t size = 0;
    while (size < text.size() && set[static_cast<unsigned char>(text[size])]) ++size;
    return size;
}

/** How many octets at the front of `text` are an address in brackets, with at least its two colons. */
std::size_t bracketed_size(std::string_view text) noexcept {
    const std::string_view address = text.substr(1, size_within(address_octets, text.substr(1)));
    const bool sound = text.substr(1 + address.size()).starts_with(']') && std::count(address.begin(), address.end(), ':') >= 2;
    return sound ? address.size() + 2 : 0;
}

std::optional<std::uint16_t> read_port(std::string_view digits) noexcept {
    static constexpr std::size_t most_digits = 5;
    std::uint32_t port = 0;
    for (const char c : digits) {
        if (!detail::is_digit(c)) return std::nullopt;
        port = port * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (digits.size() > most_digits || port > 0xFFFF) return std::nullopt;
    return static_cast<std::uint16_t>(port);
}

std::optional<Target> path_and_query(std::string_view text, std::uint8_t marks) noexcept {
    std::optional<Target> target{std::in_place};
    target->path = text;
    if ((marks & detail::query_mark) != 0) {
        const auto path_size = std::min(text.find('?'), text.size());
        target->path = text.substr(0, path_size);
        target->has_query = path_size < text.size();
        if (target->has_query) target->query = text.substr(path_size + 1);
    }
    if ((marks & detail::slash_mark) != 0 && target->path.find('\\') != std::string_view::npos) target.reset();
    return target;
}

std::optional<Target> absolute_form(const Method& method, std::string_view text, std::uint8_t marks) noexcept {
    const std::string_view scheme = text.substr(0, text.find(':'));
    const bool known = detail::same_ignoring_case(scheme, "http") || detail::same_ignoring_case(scheme, "https");
    if (!known || !text.substr(scheme.size()).starts_with("://")) return std::nullopt;
    const std::string_view rest = text.substr(scheme.size() + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    auto target = path_and_query(rest.substr(authority.size()), marks);
    if (!target || !parse_authority(authority)) return std::nullopt;
    target->scheme = scheme;
    target->authority = authority;
    if (target->path.empty()) target->path = method == Method::options && !target->has_query ? "*" : "/";   // RFC 9112 §3.2.4
    return target;
}

std::optional<Target> authority_form(std::string_view text) noexcept {
    const auto authority = parse_authority(text);
    if (!authority || !authority->port) return std::nullopt;
    Target target;
    target.authority = text;
    return target;
}

}  // namespace

std::optional<Authority> parse_authority(std::string_view text) noexcept {
    const std::size_t host_size = text.starts_with('[') ? bracketed_size(text) : size_within(host_octets, text);
    if (host_size == 0) return std::nullopt;
    Authority authority{text.substr(0, host_size), std::nullopt};
    const std::string_view rest = text.substr(host_size);
    if (rest.size() <= 1) return rest.empty() || rest.front() == ':' ? std::optional{authority} : std::nullopt;
    authority.port = rest.front() == ':' ? read_port(rest.substr(1)) : std::nullopt;
    return authority.port ? std::optional{authority} : std::nullopt;
}

std::string Target::origin_form() const {
    std::string text{path};
    if (has_query) text.append("?").append(query);
    return text;
}

std::optional<Target> detail::read_target(const Method& method, std::string_view text, std::uint8_t marks) noexcept {
    if ((marks & fragment_mark) != 0) text = text.substr(0, text.find('#'));
    if ((marks & beyond_ascii) != 0 && !is_utf8(text)) return std::nullopt;
    if (text.starts_with('/')) return path_and_query(text, marks);
    if (text != "*") return absolute_form(method, text, marks);
    if (method != Method::options) return std::nullopt;
    Target target;
    target.path = text;
    return target;
}

std::optional<Target> parse_target(const Method& method, std::string_view text) noexcept {
    const detail::TargetOctets octets = detail::scan_target(text, 0);
    if (octets.end != text.size()) return std::nullopt;
    return method == Method::connect ? authority_form(text) : detail::read_target(method, text, octets.marks);
}

}  // namespace serval
