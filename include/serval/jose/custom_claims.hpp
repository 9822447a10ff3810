#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/model/read.hpp>
#include <serval/model/write.hpp>

namespace serval {

/** The claims of a token that RFC 7519 does not register, by name; each is a value of any type with a JSON form.

    @code
    claims.custom.set("roles", std::vector<std::string>{"editor"});
    const auto roles = claims.custom.get<std::vector<std::string>>("roles");
    @endcode
    A look-up is linear in the number of claims, which is small. Kept in the order in which they were set.
*/
class CustomClaims {
public:
    /** Say `value` under `name`, in the place of what was said before.
        @throws std::invalid_argument for a name that is a member of `JwtClaims`: "iss", "sub", "aud", "exp", "nbf", "iat", "jti".
    */
    template <Writable T>
    CustomClaims& set(std::string_view name, const T& value) {
        return set_json(name, to_json(value));
    }
    CustomClaims& set(std::string_view name, const char* text) { return set(name, std::string{text}); }
    /** The same with the value's JSON text, which is taken as it is. */
    CustomClaims& set_json(std::string_view name, std::string json);

    /** What `name` says; nothing when it says nothing, or no `T`. */
    template <Readable T>
    [[nodiscard]] std::optional<T> get(std::string_view name) const {
        const std::string* const json = find_json(name);
        if (json == nullptr) return std::nullopt;
        ReadOptions options;
        options.as_written = true;
        auto value = from_json<T>(*json, options);
        if (!value) return std::nullopt;
        return std::move(*value);
    }

    [[nodiscard]] bool contains(std::string_view name) const noexcept { return find_json(name) != nullptr; }
    /** The JSON text of `name`; null when there is none. */
    [[nodiscard]] const std::string* find_json(std::string_view name) const noexcept;
    /** Say nothing of `name`; false when nothing was said. */
    bool erase(std::string_view name) noexcept;

    [[nodiscard]] bool empty() const noexcept { return claims_.empty(); }
    /** Pairs of name and JSON text. */
    [[nodiscard]] auto begin() const noexcept { return claims_.begin(); }
    [[nodiscard]] auto end() const noexcept { return claims_.end(); }

private:
    std::vector<std::pair<std::string, std::string>> claims_;
};

}  // namespace serval
