#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace serval {

/** What caches may do with an answer, as its field Cache-Control says it (RFC 9111 §5.2.2): `CacheControl{}.public_().max_age(1h)`.

    `.cache_control(…)` at an endpoint says it of all its answers; in a handler, `Reply{book}.header("Cache-Control", control.text())`
    of one. The server's own cache (`.cache(…)`) keeps to it too.
*/
class CacheControl {
public:
    using Seconds = std::chrono::seconds;

    /** Shared caches may keep it, also when the request had credentials. */
    CacheControl& public_() & noexcept { return set(Flag::public_); }
    CacheControl public_() && noexcept { return public_(); }
    /** It is for one user: only the client's own cache may keep it. */
    CacheControl& private_() & noexcept { return set(Flag::private_); }
    CacheControl private_() && noexcept { return private_(); }
    /** Nobody may keep it. */
    CacheControl& no_store() & noexcept { return set(Flag::no_store); }
    CacheControl no_store() && noexcept { return no_store(); }
    /** It may be kept, but the server is asked each time whether it still holds. */
    CacheControl& no_cache() & noexcept { return set(Flag::no_cache); }
    CacheControl no_cache() && noexcept { return no_cache(); }
    /** Once stale it is not used before the server has said that it still holds, not even when the server is out of reach. */
    CacheControl& must_revalidate() & noexcept { return set(Flag::must_revalidate); }
    CacheControl must_revalidate() && noexcept { return must_revalidate(); }
    /** It does not change while it is fresh, so that reloading a page does not ask for it (RFC 8246). */
    CacheControl& immutable() & noexcept { return set(Flag::immutable); }
    CacheControl immutable() && noexcept { return immutable(); }

    /** For how long it is fresh. */
    CacheControl& max_age(Seconds time) & noexcept { return max_age_ = time, *this; }
    CacheControl max_age(Seconds time) && noexcept { return max_age(time); }
    /** The same for shared caches, where that differs. */
    CacheControl& s_maxage(Seconds time) & noexcept { return s_maxage_ = time, *this; }
    CacheControl s_maxage(Seconds time) && noexcept { return s_maxage(time); }
    /** For how long after that it may be used while a fresh one is fetched (RFC 5861 §3). */
    CacheControl& stale_while_revalidate(Seconds time) & noexcept { return stale_while_revalidate_ = time, *this; }
    CacheControl stale_while_revalidate(Seconds time) && noexcept { return stale_while_revalidate(time); }

    /** The field's value: "public, max-age=3600". Empty when nothing was said. */
    [[nodiscard]] std::string text() const;
    /** What is at odds in it, a sentence each; told when the app is built. */
    [[nodiscard]] std::vector<std::string> mistakes() const;

private:
    enum class Flag : std::uint8_t { public_ = 1, private_ = 2, no_store = 4, no_cache = 8, must_revalidate = 16, immutable = 32 };

    CacheControl& set(Flag flag) noexcept {
        flags_ = static_cast<std::uint8_t>(flags_ | static_cast<std::uint8_t>(flag));
        return *this;
    }
    [[nodiscard]] bool has(Flag flag) const noexcept { return (flags_ & static_cast<std::uint8_t>(flag)) != 0; }

    std::uint8_t flags_ = 0;
    std::optional<Seconds> max_age_{};
    std::optional<Seconds> s_maxage_{};
    std::optional<Seconds> stale_while_revalidate_{};
};

}  // namespace serval
