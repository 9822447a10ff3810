#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace serval::test {

/** What a client keeps of the cookies that it is told to, as a browser does (RFC 6265bis §5.6 to §5.8): each for the path and the
    time that it is meant for, and none whose name has a prefix, such as `__Host-`, that its attributes do not keep to. In process
    there is one host, and nobody listens: Domain is not looked at, and what is Secure is sent. Not thread-safe.
*/
class CookieJar {
public:
    using Time = std::chrono::system_clock::time_point;

    /** Keep one until it is erased, in the place of one of this name and path. */
    CookieJar& set(std::string_view name, std::string_view value, std::string_view path = "/");
    /** The value of the cookie called `name`: of several, of the one with the longest path. */
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name).has_value(); }
    [[nodiscard]] std::size_t size() const noexcept { return cookies_.size(); }
    /** Forget those called `name`, whatever their path. */
    void erase(std::string_view name);
    void clear() noexcept { cookies_.clear(); }

    /** Do as a Set-Cookie field says, which answers a request for `path`. */
    void keep(std::string_view line, std::string_view path, Time now);
    /** The value of the Cookie field of a request for `path`, longer paths first; empty where there is nothing to send. */
    [[nodiscard]] std::string field(std::string_view path, Time now) const;

private:
    struct Cookie {
        std::string name;
        std::string value;
        std::string path;
        std::optional<Time> end;   // nothing: it ends with the client
    };

    void put(Cookie cookie);
    void drop(std::string_view name, std::string_view path);

    std::vector<Cookie> cookies_;   // longer paths first, those of one length in the order they came in
};

}  // namespace serval::test
