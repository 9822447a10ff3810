#pragma once

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/model/text_form.hpp>

namespace serval::test {

template <class T>
std::optional<T> read(std::string_view text) {
    T value{};
    if (!TextForm<T>::parse(text, value)) return std::nullopt;
    return value;
}

template <class T>
std::string written(const T& value) {
    std::string out = "before ";
    TextForm<T>::format(value, out);
    REQUIRE(out.starts_with("before "));
    return out.substr(7);
}

struct Refused {
    std::string_view text;
    std::string_view why;
};

template <class T>
void check_refused(const std::vector<Refused>& table) {
    for (const auto& [text, why] : table) {
        INFO('"' << text << "\": " << why);
        CHECK_FALSE(read<T>(text).has_value());
    }
}

struct Accepted {
    std::string_view text;
    std::string_view canonical;
};

/** What is read is written in its canonical spelling, which is read as the same value. */
template <class T>
void check_accepted(const std::vector<Accepted>& table) {
    for (const auto& [text, canonical] : table) {
        INFO('"' << text << '"');
        const std::optional<T> value = read<T>(text);
        REQUIRE(value.has_value());
        CHECK(written(*value) == canonical);
        CHECK(read<T>(canonical) == value);
    }
}

/** Try `head` followed by every text of `alphabet` of up to `max_size` characters: whatever is read must be read again
    as it was written. Returns how many were read.
*/
template <class T>
std::size_t check_soup(std::string_view alphabet, std::size_t max_size, std::string_view head = "") {
    std::size_t accepted = 0;
    std::vector<std::string> texts{""};
    for (std::size_t size = 0; size <= max_size; ++size) {
        std::vector<std::string> longer;
        for (const std::string& text : texts) {
            for (const char c : alphabet) longer.push_back(text + c);
            const auto value = read<T>(std::string{head} + text);
            if (!value) continue;
            ++accepted;
            if (read<T>(written(*value)) != value) FAIL_CHECK('"' << head << text << "\" is not read as it was written");
        }
        texts = std::move(longer);
    }
    return accepted;
}

}  // namespace serval::test
