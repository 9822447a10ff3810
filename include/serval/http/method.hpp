#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <serval/http/token.hpp>

namespace serval {

/** A request method (RFC 9110 §9): the registered ones by name, any other token as it was sent.

    A small value, cheap to copy and to compare; usable at compile time. Names are case-sensitive
    and at most `max_size` characters long.
*/
class Method {
public:
    static constexpr std::size_t max_size = 22;

    static const Method get;
    static const Method head;
    static const Method post;
    static const Method put;
    static const Method patch;
    static const Method delete_;
    static const Method options;
    static const Method trace;
    static const Method connect;
    static const Method query;

    /** GET. */
    constexpr Method() noexcept : Method{Unchecked{}, "GET"} {}

    /** The method called `name`.
        @throws std::invalid_argument when `name` is no token (RFC 9110 §5.6.2) or too long.
    */
    constexpr explicit Method(std::string_view name) : Method{Unchecked{}, checked(name)} {}

    /** The method called `name`, or nothing when `name` is no token or too long. */
    [[nodiscard]] static constexpr std::optional<Method> parse(std::string_view name) noexcept {
        if (!detail::is_token(name) || name.size() > max_size) return std::nullopt;
        return Method{Unchecked{}, name};
    }

    [[nodiscard]] constexpr std::string_view name() const noexcept { return {name_.data(), size_}; }

    /** Whether a request with it asks for nothing to change: GET, HEAD, OPTIONS, TRACE, QUERY (RFC 9110 §9.2.1). */
    [[nodiscard]] bool is_safe() const noexcept;
    /** Whether repeating the request changes nothing more (RFC 9110 §9.2.2). */
    [[nodiscard]] bool is_idempotent() const noexcept;
    /** Whether its content has a meaning: not so for GET, HEAD, DELETE, CONNECT, TRACE (RFC 9110 §9.3). */
    [[nodiscard]] bool expects_content() const noexcept;

    friend constexpr bool operator==(const Method& a, const Method& b) noexcept { return a.name() == b.name(); }

private:
    struct Unchecked {};

    constexpr Method(Unchecked, std::string_view name) noexcept : size_{static_cast<std::uint8_t>(name.size())} {
        for (std::size_t i = 0; i < name.size(); ++i) name_[i] = name[i];
    }

    static constexpr std::string_view checked(std::string_view name) {
        if (!detail::is_token(name) || name.size() > max_size) refuse(name);
        return name;
    }

    [[noreturn]] static void refuse(std::string_view name);

    std::array<char, max_size> name_{};
    std::uint8_t size_ = 0;
};

inline constexpr Method Method::get{"GET"};
inline constexpr Method Method::head{"HEAD"};
inline constexpr Method Method::post{"POST"};
inline constexpr Method Method::put{"PUT"};
inline constexpr Method Method::patch{"PATCH"};
inline constexpr Method Method::delete_{"DELETE"};
inline constexpr Method Method::options{"OPTIONS"};
inline constexpr Method Method::trace{"TRACE"};
inline constexpr Method Method::connect{"CONNECT"};
inline constexpr Method Method::query{"QUERY"};

}  // namespace serval
