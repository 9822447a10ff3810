#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

#include <serval/model/text_form.hpp>

namespace serval {

/** Octets of any value, in text written as base64 (RFC 4648 §4). Ordered octet by octet. */
class Bytes {
public:
    Bytes() = default;
    explicit Bytes(std::string octets) noexcept : octets_{std::move(octets)} {}

    [[nodiscard]] const std::string& octets() const noexcept { return octets_; }
    [[nodiscard]] std::size_t size() const noexcept { return octets_.size(); }
    [[nodiscard]] bool empty() const noexcept { return octets_.empty(); }

    friend bool operator==(const Bytes&, const Bytes&) noexcept = default;
    friend std::strong_ordering operator<=>(const Bytes&, const Bytes&) noexcept = default;

private:
    std::string octets_;
};

/** Reading is strict, as `from_base64` is: padding is required, line breaks and unused bits that are set are refused. */
template <>
struct TextForm<Bytes> {
    static bool parse(std::string_view text, Bytes& out);
    static void format(const Bytes& value, std::string& out);
    static constexpr std::string_view format_name = "byte";
    static constexpr std::string_view message = "Must be valid base64.";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "U2VydmFs";
    static constexpr std::string_view content_encoding = "base64";
};

}  // namespace serval

template <>
struct std::hash<serval::Bytes> {
    std::size_t operator()(const serval::Bytes& value) const noexcept { return std::hash<std::string>{}(value.octets()); }
};
