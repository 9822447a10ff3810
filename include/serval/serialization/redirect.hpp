#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <serval/serialization/created.hpp>

namespace serval {

/** Whether `location` leads to this host only: a path that begins with one slash. Ask it of what a client says to be sent to. */
[[nodiscard]] bool is_local(std::string_view location) noexcept;

namespace detail {
[[nodiscard]] constexpr bool sends_elsewhere(Status status) noexcept {
    return status == Status::moved_permanently || status == Status::found || status == Status::see_other ||
           status == Status::temporary_redirect || status == Status::permanent_redirect;
}

/** @throws std::invalid_argument unless it is an http or https URL or relative, of visible ASCII characters, at most 8 KiB long. */
[[nodiscard]] std::string checked_location(std::string location);
}

/** Sends the client elsewhere: `RedirectTo<Status::found>{"/login"}`, `Redirect{link(&BookController::show, 5)}`.

    A location that begins with two slashes, or a slash and a backslash, is another host to a browser; it is refused: write the
    scheme where that is meant.
*/
template <Status S>
class RedirectTo {
    static_assert(detail::sends_elsewhere(S), "A redirect has one of the statuses 301, 302, 303, 307 and 308.");

public:
    /** @throws std::invalid_argument unless `location` is an http or https URL or relative. */
    explicit RedirectTo(std::string location) : location_{detail::checked_location(std::move(location))} {}
    explicit RedirectTo(Link link) : link_{std::move(link)} {}

    [[nodiscard]] const std::string& location() const noexcept { return location_; }
    [[nodiscard]] const Link& link() const noexcept { return link_; }

private:
    std::string location_;
    Link link_;
};

/** 307: ask there in the same way. */
using Redirect = RedirectTo<Status::temporary_redirect>;
/** 303: look there, by GET. */
using SeeOther = RedirectTo<Status::see_other>;
/** 308: ask there in the same way, from now on. */
using PermanentRedirect = RedirectTo<Status::permanent_redirect>;

template <Status S>
struct Result<RedirectTo<S>> {
    static void describe(DeclaredResponses& responses) {
        responses.empty(S);
        responses.header({.name = "Location"});
    }
    static void write(RedirectTo<S>& redirect, Rendering& out) {
        out.empty(S);
        detail::write_location(out, redirect.location(), redirect.link());
    }
};

}  // namespace serval
