#pragma once

#include <serval/model/values/checked_text.hpp>

namespace serval {

/** A name fit for a path segment: ASCII letters, digits, underscores and hyphens, at least one of them. */
class Slug : public CheckedText<Slug> {
public:
    using CheckedText::CheckedText;

    [[nodiscard]] static bool is_valid(std::string_view text) noexcept;
};

template <>
struct TextForm<Slug> : CheckedTextForm<Slug> {
    static constexpr std::string_view format_name = "slug";
    static constexpr std::string_view message =
        "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view pattern = "^[-a-zA-Z0-9_]+$";
    static constexpr std::string_view example = "a-good-read";
};

}  // namespace serval

template <>
struct std::hash<serval::Slug> {
    std::size_t operator()(const serval::Slug& value) const noexcept { return std::hash<std::string>{}(value.text()); }
};
