#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/authentication/authenticator.hpp>
#include <serval/detail/shared_function.hpp>

namespace serval {

/** Which proxies say who asks, and where. */
struct RemoteUserOptions {
    /** The proxies that are believed: addresses and networks, "10.0.0.0/8"; "unix" is whoever comes by a Unix socket. */
    std::vector<std::string> proxies{};
    /** The field that holds the user's id. The proxies set it in each request, in the place of what a client sent. */
    std::string user = "X-Remote-User";
    /** The field that holds the user's groups, with commas between, which become roles. Set by the proxies likewise; empty: there is none. */
    std::string groups{};
    /** How the proxies ask who it is, for the documentation; of no type: nothing is said there. */
    SecurityScheme scheme{};
};

/** Believes trusted proxies when they say who asks, as after a single sign-on: Django REST framework's RemoteUserAuthentication.

    @code
    app.authenticate(RemoteUserAuth{{.proxies = {"10.0.0.5"}, .groups = "X-Remote-Groups"}});
    @endcode
    It is the other end of the connection itself that counts, whatever `forwarded` makes of it. From anybody else the fields count for nothing, and
    are taken out of the request, so that nobody further inside believes them. No field, or an empty one, is a request that nobody is known
    for. A field that comes twice, or is not UTF-8, is refused: one of two is not the proxy's. There is no challenge, so refusals are a 403
    where no other authenticator has one.

    Only for addresses from which nobody but the proxy can come.
*/
class RemoteUserAuth final : public Authenticator {
public:
    /** @throws std::invalid_argument for no proxies, what is no address or network, and names that are none of a header field. */
    explicit RemoteUserAuth(RemoteUserOptions options);

    /** Have `find` say who the user is: it takes the `const User&` of the fields, id, name and roles, and gives a `std::optional<User>`, or a `Task`
        of one. Nothing is refused. Called on many threads at once.
    */
    template <class Find>
    [[nodiscard]] RemoteUserAuth lookup(Find find) && {
        using Found = std::invoke_result_t<const Find&, const User&>;
        static_assert(std::is_same_v<Found, std::optional<User>> || std::is_same_v<Found, Task<std::optional<User>>>,
                      "A look-up of users takes `const User&` and returns std::optional<User>, or a Task of one.");
        if constexpr (std::is_same_v<Found, Task<std::optional<User>>>) find_ = std::move(find);
        else find_ = [find = std::move(find)](const User& told) { return Task<std::optional<User>>::ready(find(told)); };
        return std::move(*this);
    }

    Task<std::optional<User>> authenticate(Request& request) const override;
    SecurityScheme describe() const override;

private:
    struct State;

    [[nodiscard]] Task<std::optional<User>> look_up(User told) const;

    std::shared_ptr<const State> state_;
    SharedFunction<Task<std::optional<User>>(const User& told)> find_;
};

}  // namespace serval
