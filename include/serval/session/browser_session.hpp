#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <serval/authentication/user.hpp>
#include <serval/model/read.hpp>
#include <serval/model/write.hpp>

namespace serval {

/** What the server remembers of a browser from one request to the next: values by name, and who is logged in.

    A handler takes it as `CurrentSession`. What is changed is kept when the handler has answered. Two requests of one session at once each have a copy
    of their own, and what the later one keeps holds. Belongs to one request; not thread-safe.
*/
class BrowserSession {
public:
    /** The value of `name`; nothing when there is none, or none that a `T` can be read from. */
    template <Readable T>
    [[nodiscard]] std::optional<T> get(std::string_view name) const {
        const std::string* const text = find(name);
        if (text == nullptr) return std::nullopt;
        ReadOptions options;
        options.as_written = true;
        auto read = from_json<T>(*text, options);
        return read ? std::optional<T>{std::move(*read)} : std::nullopt;
    }
    /** Keep `value` under `name`, in the place of what was there: a model, or another type with a JSON form. */
    template <Writable T>
    void set(std::string_view name, const T& value) {
        keep(name, to_json(value));
    }
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    /** Forget the value of `name`; false when there is none. */
    bool erase(std::string_view name);

    /** Who is logged in, as was said when they did, without `own`. */
    [[nodiscard]] const std::optional<User>& user() const noexcept { return user_; }
    /** From the next request on `user` is the one who asks. Values stay, under a new key: whoever knew the old one, or had put it there, knows nothing. */
    void log_in(User user);
    /** Forget all. */
    void log_out();

private:
    friend class SessionKeeper;

    using Values = std::map<std::string, std::string, std::less<>>;

    [[nodiscard]] const std::string* find(std::string_view name) const;
    void keep(std::string_view name, std::string json);

    std::optional<User> user_;
    Values values_;              // as JSON text
    bool is_changed_ = false;
    bool needs_new_key_ = false;
};

}  // namespace serval
