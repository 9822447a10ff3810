#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/authentication/authenticator.hpp>
#include <serval/detail/shared_function.hpp>

namespace serval {

/** Knows a user by a key that the client was given: in a header field, a parameter of the query, or a cookie (OpenAPI's `apiKey`).

    @code
    app.authenticate(ApiKeyAuth{ApiKeyAuth::Place::header, "X-Api-Key", [&keys](std::string_view key) { return keys.find(token_digest(key)); }});
    @endcode
    A request without the key is none of its concern; a key that is not known is refused. There is no challenge for keys, and so the refusal is a 403
    where no other authenticator has one. A key in the query is in many logs; a browser sends a cookie also when another site makes it.
*/
class ApiKeyAuth final : public Authenticator {
public:
    enum class Place : std::uint8_t { header, query, cookie };

    /** @param name  Of the field, the parameter or the cookie.
        @param find  Says whose key it is: takes `std::string_view` and gives `std::optional<User>`, or a `Task` of one. Called on many threads at once. Keep
                     digests of the keys (@see token_digest), and look those up: the time that takes tells nothing of a key.
        @throws std::invalid_argument for a name that cannot be one.
    */
    template <class Find>
    ApiKeyAuth(Place place, std::string name, Find find) : ApiKeyAuth{place, std::move(name), lookup_of(std::move(find))} {}

    Task<std::optional<User>> authenticate(Request& request) const override;
    SecurityScheme describe() const override;

private:
    using Lookup = SharedFunction<Task<std::optional<User>>(std::string_view key)>;

    ApiKeyAuth(Place place, std::string name, Lookup find);

    template <class Find>
    static Lookup lookup_of(Find find) {
        using Found = std::invoke_result_t<const Find&, std::string_view>;
        static_assert(std::is_same_v<Found, std::optional<User>> || std::is_same_v<Found, Task<std::optional<User>>>,
                      "Finding the user of an API key takes `std::string_view` and returns std::optional<User>, or a Task of one.");
        if constexpr (std::is_same_v<Found, Task<std::optional<User>>>) return find;
        else return [find = std::move(find)](std::string_view key) { return Task<std::optional<User>>::ready(find(key)); };
    }

    [[nodiscard]] std::optional<std::string> key_of(const Request& request) const;
    [[nodiscard]] Task<std::optional<User>> find(std::string key) const;

    Place place_;
    std::string name_;
    Lookup find_;
};

}  // namespace serval
