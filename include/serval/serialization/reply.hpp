#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/http/cookie.hpp>
#include <serval/http/headers.hpp>
#include <serval/serialization/result.hpp>

namespace serval {

/** A result with header fields, cookies or a status of its own: `return Reply{book}.header("ETag", tag);`.

    `Reply<Receipt, Status::accepted>` names its status, by which it is documented; without, it is documented as the result that it
    holds, and a status that it is given beyond those is declared by `.response(…)` on the route, as header fields are by
    `.response_header(…)`. Where the result turns out to be a failure, such as an empty optional, that failure is answered and
    nothing is added to it.
*/
template <class T, Status... Named>
class Reply {
    static_assert(HasResult<T>, "Reply<T> holds what a handler can return: a model, a std::optional of one, Created<T>, NoContent, …");
    static_assert(sizeof...(Named) <= 1, "Reply<T, Status> has one status.");
    static_assert((!forbids_content(Named) && ...) || std::is_same_v<T, NoContent>,
                  "A status that has no content (1xx, 204, 304) goes with no body type: write Reply<NoContent, Status>, or another status.");

public:
    explicit Reply(T result) : result_{std::move(result)} {}

    /** Set a header field. Vary and Link are lists: there `value` is added.
        @throws std::invalid_argument for what cannot stand in a header.
    */
    Reply& header(std::string_view name, std::string_view value) & { return headers_.add(name, value), *this; }
    Reply&& header(std::string_view name, std::string_view value) && { return std::move(header(name, value)); }
    /** Have the client keep a cookie. @throws as `SetCookie::to_string`. */
    Reply& cookie(const SetCookie& cookie) & { return headers_.add("Set-Cookie", cookie.to_string()), *this; }
    Reply&& cookie(const SetCookie& set) && { return std::move(cookie(set)); }
    /** Answer with `status`, where the type names none. */
    Reply& status(Status status) & noexcept
        requires(sizeof...(Named) == 0)
    {
        return status_ = status, *this;
    }
    Reply&& status(Status code) && noexcept
        requires(sizeof...(Named) == 0)
    {
        return std::move(status(code));
    }

    [[nodiscard]] const T& operator*() const noexcept { return result_; }
    [[nodiscard]] T& operator*() noexcept { return result_; }
    [[nodiscard]] const Headers& headers() const noexcept { return headers_; }
    [[nodiscard]] std::optional<Status> status() const noexcept { return status_; }

private:
    static constexpr std::optional<Status> named_status() noexcept {
        if constexpr (sizeof...(Named) == 0) return std::nullopt;
        else return std::optional<Status>{Named...};
    }

    T result_;
    Headers headers_;
    std::optional<Status> status_ = named_status();
};

template <class T>
Reply(T) -> Reply<T>;

namespace detail {
/** Put what a Reply says on top of what its result has written. */
void write_head(Rendering& out, const Headers& headers, std::optional<Status> status);
}

template <class T, Status... Named>
struct Result<Reply<T, Named...>> {
    static void describe(DeclaredResponses& responses) {
        if constexpr (sizeof...(Named) == 0) Result<T>::describe(responses);
        else responses.with_status<Result<T>>(Named...);
    }
    static void write(Reply<T, Named...>& reply, Rendering& out) {
        if (reply.status().has_value()) out.set_default_status(*reply.status());
        Result<T>::write(*reply, out);
        detail::write_head(out, reply.headers(), reply.status());
    }
};

}  // namespace serval
