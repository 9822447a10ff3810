#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <serval/authentication/authenticator.hpp>
#include <serval/detail/owned_pointer.hpp>
#include <serval/detail/unique_function.hpp>

namespace serval {

/** HTTP Basic authentication (RFC 7617): name and password in every request, in UTF-8. For use over TLS only.

    @code
    app.authenticate(BasicAuth{[&store](std::string_view name, std::string_view password) { return store.find_user(name, password); }}
                         .blocking()
                         .remember(60s));
    @endcode
*/
class BasicAuth final : public Authenticator {
public:
    /** Finds the user that name and password stand for, or nothing when they are wrong. Called on many threads at once. */
    using Check = UniqueFunction<std::optional<User>(std::string_view name, std::string_view password)>;

    explicit BasicAuth(Check check, std::string realm = "api");
    BasicAuth(BasicAuth&&) noexcept;
    ~BasicAuth() override;

    /** The check takes its time (a password hash, a database): have it run on the worker pool. */
    [[nodiscard]] BasicAuth blocking() &&;
    /** Take credentials that were right for right again for `time`, without asking. Kept is a keyed hash of them, with a key of this
        object's own, never the password. A user whose password was changed may come in for as long.
    */
    [[nodiscard]] BasicAuth remember(std::chrono::seconds time) &&;

    Task<std::optional<User>> authenticate(Request& request) const override;
    std::string challenge() const override;
    SecurityScheme describe() const override;

private:
    struct State;
    detail::OwnedPointer<State> state_;
};

}  // namespace serval
